/**
 * The decoder: TorchScript programs that Java packs and loads, the typed calls into them, and the families that map a
 * checkpoint's configuration and tensor names to them.
 *
 * <p>There are two networks, {@code attention_decoder.py} and {@code mamba_decoder.py}, each joined with
 * {@code objective.py}, which has what is the same for all: weights, losses, gradients, greedy decoding. Their
 * arithmetic is driven by plain values, the records {@code Attention} and {@code Mamba}, and by which weights a model
 * has: a norm, a bias or a gate that is not put is not computed.
 *
 * <h2>How to add a family</h2>
 *
 * <ol>
 *   <li>Write a class that implements {@code Family}, such as {@code Qwen3Family}: one class in one file, and one line
 *       in {@code Families}. {@code modelTypes()} gives the {@code model_type} of its configurations.
 *   <li>In {@code read}, take the sizes: {@code Dimensions.of(config)} if the entries have the usual names. An entry
 *       that published files leave out needs the default that transformers gives it; {@code
 *       cram-examples/research/config-check}, to which the family is added, compares each.
 *   <li>Fill a {@code WeightTable} with the names and shapes of the tensors. {@code LlamaNames} has those that most
 *       families share. A tensor that holds several matrices is put several times, each time with its
 *       {@code Weight.Part}; {@code JointTensors} does so for queries, keys and values, {@code Mixture} names experts.
 *   <li>Say what differs from Llama by the methods of {@code AttentionBuilder}: rotary angles and the layers that use
 *       them, windows, parallel blocks, factors, linear biases, soft caps, experts.
 *   <li>Refuse by name, with {@code config.error}, each entry that would change the arithmetic and is not honored. What
 *       most families do not have is refused in {@code UnsupportedFeatures}, unless the family's {@code honors()} names it.
 *   <li>If its GGUF files are to open too, write a class that implements {@code GgufArchitecture}, and one line in {@code
 *       GgufArchitectures}: it gives {@code config.json} and the names of Hugging Face's layout, which the family reads.
 *   <li>Add a golden case: a folder with {@code config.json} and {@code model.safetensors} of a small random model and
 *       {@code golden.safetensors}, which holds what transformers computes with it. {@code GoldenCheck} reads
 *       {@code input_ids} [texts, tokens], {@code memory} [texts, vectors, width], {@code logits} [texts, tokens,
 *       vocabulary], {@code loss} [texts], {@code memory_grad} (as memory), {@code plain_loss_sum} [texts] and
 *       {@code greedy} [texts, tokens]. The tests find the folder by themselves.
 * </ol>
 *
 * <p>If a family needs arithmetic that the networks do not have, add it to the program behind a value of the record, and
 * check that the speed of the others stays the same.
 */
@NullMarked
package dev.cram.djl.internal.decoder;

import org.jspecify.annotations.NullMarked;
