// Run after the consumer's build: it must have crammed and decoded.
assert new File(basedir, 'build.log').text.contains('1 vector holds: the old man')
