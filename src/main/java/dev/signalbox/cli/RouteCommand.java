package dev.signalbox.cli;

import dev.signalbox.store.Workspace;
import dev.signalbox.workbench.OpenRouter;
import dev.signalbox.workbench.RouteQuestion;
import dev.signalbox.workbench.RouterLibrary;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "route",
        description = {
            "Ask a router which VLM would answer one image question right. No VLM is called and nothing is kept.",
            "The VLMs are those that the router was trained on."
        })
final class RouteCommand extends WorkspaceCommand {
    @Option(
            names = "--router",
            paramLabel = "DIR",
            required = true,
            description = "The folder of a checkpoint, a router of the workspace by name, or sample.")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private String router;

    @Option(names = "--image", paramLabel = "F", required = true, description = "The picture.")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private Path image;

    @Option(names = "--question", paramLabel = "TEXT", required = true, description = "The question.")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private String question;

    @Option(
            names = "--tau",
            defaultValue = "0.5",
            description = "The cascade's threshold between free and paid VLMs, 0 to 1. Default: ${DEFAULT-VALUE}.")
    private double tau = 0.5;

    @Override
    public Integer call() {
        if (RouterLibrary.isDetached(router)) {
            try (OpenRouter loaded = RouterLibrary.detached(installation().home(), router)) {
                return route(loaded);
            }
        }
        try (Workspace workspace = openWorkspace();
                OpenRouter loaded = new RouterLibrary(workspace, installation().home()).open(router)) {
            return route(loaded);
        }
    }

    private int route(OpenRouter loaded) {
        RouteQuestion.Report report = RouteQuestion.run(loaded, image, question, tau);
        result(report, report.lines());
        return 0;
    }
}
