package dev.recall4j.cli;

import dev.recall4j.model.ErrorCode;
import dev.recall4j.model.RecallException;
import dev.recall4j.wire.ErrorForm;
import dev.recall4j.wire.Json;

import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Turns what went wrong into an exit code, and words on standard error. */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {

    private static final String BUG_CODE = "bug";
    private static final int FRAMES_SHOWN = 6;

    private final PrintWriter err;

    Failures(PrintWriter err) {
        this.err = err;
    }

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        boolean json = Arrays.asList(args).contains(Action.JSON);
        report(ErrorCode.INVALID_REQUEST.code(), Lines.oneLine(Misuse.inWords(e, args)), json);
        if (!json) {
            String command = e.getCommandLine().getCommandSpec().qualifiedName();
            err.println("Try '%s --help'.".formatted(command));
        }
        return ErrorCode.INVALID_REQUEST.exitCode();
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        boolean json = parsed.originalArgs().contains(Action.JSON);
        if (e instanceof RecallException known) {
            report(known.code().code(), said(known), json);
            return known.code().exitCode();
        }
        report(BUG_CODE, bug(e), json);
        return ErrorCode.DAMAGED.exitCode();
    }

    private void report(String code, String message, boolean json) {
        err.println(
                json
                        ? Json.write(ErrorForm.of(code, message))
                        : "%s: %s".formatted(Recall4jCommand.NAME, message));
    }

    /** A message may quote input, which must not move a terminal's cursor. */
    private static String said(Exception e) {
        return Lines.oneLine(String.valueOf(e.getMessage()));
    }

    /** Without the exception's message, which may hold remembered text. */
    private static String bug(Exception e) {
        List<StackTraceElement> frames = Arrays.asList(e.getStackTrace());
        return "This is a bug in Recall4j; please report it with these lines: %s%s"
                .formatted(
                        e.getClass().getName(),
                        frames.stream()
                                .limit(FRAMES_SHOWN)
                                .map(frame -> "\n    at " + frame)
                                .collect(Collectors.joining()));
    }
}
