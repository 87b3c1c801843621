package dev.cram.djl.internal.decoder.torch;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.jni.LibUtils;
import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Structure;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * PyTorch's {@code at::cuda::CUDAGraph}, which DJL does not reach: by the names that it has in PyTorch's libraries for
 * Linux, of versions 2.7 to 2.11. Where they are not found, or the system property {@value #SWITCH} is {@code false},
 * nothing is recorded. Thread-safe.
 */
public final class CudaGraphs {

    /** The property that turns recording off. */
    public static final String SWITCH = "cram.cudaGraphs";

    private static final Logger LOGGER = System.getLogger(CudaGraphs.class.getName());

    /** More than such an object takes in any version. */
    private static final int BYTES = 4096;

    /** CUDA's mode of recording in which other threads may do what they like. */
    private static final int THREAD_LOCAL = 1;

    private static final String CLASS = "_ZN2at4cuda9CUDAGraph";
    private static final String STREAM = "_ZN3c104cuda";

    private final Function construct;
    private final Function begin;
    private final Function end;
    private final Function replay;
    private final Function destroy;
    private final Function newStream;
    private final Function useStream;
    private final Function useDevice;

    /** A stream for each device, beside the one that everything else is started on, which cannot be recorded. */
    private final Map<Integer, Stream> streams = new ConcurrentHashMap<>();

    /** The memory of all graphs, since PyTorch refers to it. */
    private final Set<Memory> kept = ConcurrentHashMap.newKeySet();

    /** What is recorded uses cuBLAS' memory of the stream for recording, so that none runs while one is recorded. */
    private final ReadWriteLock lock = new ReentrantReadWriteLock();

    private volatile boolean works = true;

    /** {@code c10::cuda::CUDAStream}. */
    @Structure.FieldOrder({"type", "index", "id"})
    public static final class Stream extends Structure implements Structure.ByValue {
        public byte type;
        public byte index;
        public long id;

        /** The stream that each thread begins with. */
        static Stream usual(int device) {
            Stream stream = new Stream();
            stream.type = 1;
            stream.index = (byte) device;
            return stream;
        }
    }

    private static final class Found {
        static final @Nullable CudaGraphs GRAPHS = find();
    }

    private CudaGraphs(NativeLibrary torch, NativeLibrary streams, Function construct) {
        this.construct = construct;
        begin = torch.getFunction(CLASS + "13capture_beginESt4pairIyyE21cudaStreamCaptureMode");
        end = torch.getFunction(CLASS + "11capture_endEv");
        replay = torch.getFunction(CLASS + "6replayEv");
        destroy = torch.getFunction(CLASS + "D1Ev");
        newStream = streams.getFunction(STREAM + "17getStreamFromPoolEba");
        useStream = streams.getFunction(STREAM + "20setCurrentCUDAStreamENS0_10CUDAStreamE");
        useDevice = streams.getFunction(STREAM + "14ExchangeDeviceEa");
    }

    private static @Nullable CudaGraphs find() {
        Path folder = Path.of(LibUtils.getLibtorchPath());
        Path library = folder.resolve("libtorch_cuda.so");
        if (!Files.exists(library) || !Boolean.parseBoolean(System.getProperty(SWITCH, "true"))) {
            return null;
        }
        try {
            NativeLibrary torch = NativeLibrary.getInstance(library.toString());
            NativeLibrary streams =
                    NativeLibrary.getInstance(folder.resolve("libc10_cuda.so").toString());
            return new CudaGraphs(torch, streams, constructor(torch));
        } catch (UnsatisfiedLinkError e) {
            LOGGER.log(Level.DEBUG, "This PyTorch has no CUDA graphs that are known here", e);
            return null;
        }
    }

    /** Since version 2.8 it takes a flag. */
    private static Function constructor(NativeLibrary torch) {
        try {
            return torch.getFunction(CLASS + "C1Eb");
        } catch (UnsatisfiedLinkError e) {
            return torch.getFunction(CLASS + "C1Ev");
        }
    }

    /** What records on a device; nothing on the CPU, and where this PyTorch has no graphs that are known here. */
    public static Optional<CudaGraphs> on(Device device) {
        return device.isGpu() ? Optional.ofNullable(Found.GRAPHS).filter(graphs -> graphs.works) : Optional.empty();
    }

    /**
     * Records a call of PyTorch, which must not ask for values of the device, and whose inputs must be there. It is made
     * twice, the first time so that PyTorch allocates for good what it needs, and computes nothing the second time.
     *
     * @return nothing if this failed, after which nothing is recorded any more
     */
    public Optional<Graph> record(Device device, Supplier<NDArray> call) {
        int index = device.getDeviceId();
        int before = useDevice.invokeInt(new Object[] {(byte) index});
        lock.writeLock().lock();
        useStream.invokeVoid(new Object[] {streams.computeIfAbsent(index, this::stream)});
        try {
            values(call.get());
            Memory graph = new Memory(BYTES);
            graph.clear();
            construct.invokeVoid(new Object[] {graph, (byte) 0});
            kept.add(graph);
            begin.invokeVoid(new Object[] {graph, 0L, 0L, THREAD_LOCAL});
            NDArray result = call.get();
            end.invokeVoid(new Object[] {graph});
            return Optional.of(new Graph(graph, result));
        } catch (RuntimeException e) {
            // What was begun stays as it is: to end a recording that failed would end the process.
            works = false;
            LOGGER.log(Level.WARNING, "A step could not be recorded for the GPU; steps go on call by call", e);
            return Optional.empty();
        } finally {
            useStream.invokeVoid(new Object[] {Stream.usual(index)});
            useDevice.invokeInt(new Object[] {(byte) before});
            lock.writeLock().unlock();
        }
    }

    /** Waits for an array, and frees it. */
    private static float[] values(NDArray array) {
        try (array) {
            return array.toFloatArray();
        }
    }

    private Stream stream(int device) {
        return (Stream) newStream.invoke(Stream.class, new Object[] {(byte) 0, (byte) device});
    }

    /**
     * What a GPU does for a call, recorded once and started at once as often as wanted, where call by call it would wait
     * for the processor. It reads and writes where the recorded call did. Not thread-safe.
     */
    public final class Graph implements AutoCloseable {

        private final Memory graph;
        private final NDArray result;

        private Graph(Memory graph, NDArray result) {
            this.graph = graph;
            this.result = result;
        }

        /** Does it again, behind whatever this thread has started before, and returns the result's values. */
        public float[] replay() {
            lock.readLock().lock();
            try {
                replay.invokeVoid(new Object[] {graph});
                return result.toFloatArray();
            } finally {
                lock.readLock().unlock();
            }
        }

        /** Lets go of the memory that the call took. To be called once. */
        @Override
        public void close() {
            result.close();
            destroy.invokeVoid(new Object[] {graph});
            kept.remove(graph);
        }
    }
}
