package dev.longhaul.cli;

import dev.longhaul.compaction.CompactionForm;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the forms of compaction as the contract spells them. */
public final class CompactionFormConverter implements ITypeConverter<CompactionForm> {

    @Override
    public CompactionForm convert(String value) {
        for (var form : CompactionForm.values()) {
            if (form.word().equalsIgnoreCase(value)) {
                return form;
            }
        }
        throw new TypeConversionException("'" + value + "' is no form of compaction: take "
                + Arrays.stream(CompactionForm.values())
                        .map(CompactionForm::word)
                        .collect(Collectors.joining(", ")));
    }
}
