package dev.cram.cli;

import com.google.common.collect.ConcurrentHashMultiset;
import com.google.common.collect.Multiset;
import dev.cram.Cram;
import dev.cram.model.FrozenModel;
import dev.cram.model.ModelOptions;
import dev.cram.model.ModelProvider;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** Opens {@code counting}: the engine of the examples, whose calls are counted by name. */
public final class CountingProvider implements ModelProvider {

    private static final Multiset<String> CALLS = ConcurrentHashMultiset.create();

    /** How often each method was called since the model was opened. */
    public static Multiset<String> calls() {
        return CALLS;
    }

    @Override
    public String name() {
        return "counting";
    }

    @Override
    public boolean accepts(String location) {
        return location.equals("counting");
    }

    @Override
    public FrozenModel open(String location, ModelOptions options) {
        FrozenModel model = Cram.open("elman", options);
        CALLS.clear();
        return (FrozenModel) Proxy.newProxyInstance(
                FrozenModel.class.getClassLoader(), new Class<?>[] {FrozenModel.class}, (proxy, method, arguments) -> {
                    CALLS.add(method.getName());
                    try {
                        return method.invoke(model, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
