package dev.longhaul.tools;

import dev.longhaul.tool.Approval;
import dev.longhaul.tool.CallPolicy;
import dev.longhaul.tool.Rerun;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How the calls of a tool are run. On a method, or on a class for all its methods that have none of their own: the nearest one
 * counts as a whole. What is wrong with it is found when the object is registered.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface ToolPolicy {

    /**
     * After which a call is interrupted and answered for: {@code 500ms}, {@code 30s}, {@code 5m}, {@code 2h} or ISO-8601; the
     * agent's own limit unless given.
     */
    String timeout() default "";

    /** What becomes of a call whose process died. */
    Rerun rerun() default Rerun.RERUN;

    /** Whether a person has to agree before a call runs. */
    Approval approval() default Approval.NEVER;

    /**
     * The name of a method of the same object that says whether a person has to agree to a call: it takes one
     * {@link dev.longhaul.tool.ToolCall} and returns boolean. It is asked before the call runs, so it is quick and changes
     * nothing; if it throws, a person is asked.
     */
    String approvalWhen() default "";

    /** What the model is shown of a result at most, in estimated tokens; the rest it can read page by page. */
    int maxResultTokens() default CallPolicy.DEFAULT_MAX_RESULT_TOKENS;

    /** Whether the model may still call it when it is told to wrap up. */
    boolean inWrapUp() default false;

    /** Whether it may run beside other calls of the same reply. */
    boolean parallel() default true;
}
