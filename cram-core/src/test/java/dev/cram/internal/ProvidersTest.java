package dev.cram.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.cram.model.ModelException;
import dev.cram.model.ModelProvider;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProvidersTest {

    @Test
    void choose_severalAccept_takesTheLowestRank() {
        ModelProvider first = provider("first", 50, true);
        ModelProvider second = provider("second", 100, true);
        ModelProvider deaf = provider("deaf", 1, false);

        assertThat(Providers.choose("x", List.of(second, deaf, first))).isSameAs(first);
    }

    @Test
    void choose_twoOfOneRank_listsThem() {
        List<ModelProvider> installed = List.of(provider("first", 100, true), provider("second", 100, true));

        assertThatThrownBy(() -> Providers.choose("x", installed))
                .isInstanceOf(ModelException.class)
                .hasMessageContainingAll("first (rank 100)", "second (rank 100)");
    }

    @Test
    void choose_noneAccepts_listsTheInstalled() {
        List<ModelProvider> installed = List.of(provider("deaf", 100, false));

        assertThatThrownBy(() -> Providers.choose("some/where", installed))
                .isInstanceOf(ModelException.class)
                .hasMessageContainingAll("some/where", "deaf (rank 100)");
    }

    private static ModelProvider provider(String name, int rank, boolean accepts) {
        ModelProvider provider = mock(ModelProvider.class);
        when(provider.name()).thenReturn(name);
        when(provider.rank()).thenReturn(rank);
        when(provider.accepts("x")).thenReturn(accepts);
        return provider;
    }
}
