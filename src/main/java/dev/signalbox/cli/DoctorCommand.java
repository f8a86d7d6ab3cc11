package dev.signalbox.cli;

import dev.signalbox.picture.SystemFonts;
import dev.signalbox.store.Workspace;
import dev.signalbox.text.UserFacingException;
import dev.signalbox.workbench.Doctor;
import picocli.CommandLine.Command;

@Command(
        name = "doctor",
        description = "Check what Signalbox needs here: Java, the PyTorch engine and its device, fonts, the workspace.")
final class DoctorCommand extends WorkspaceCommand {
    @Override
    public Integer call() {
        Doctor.Report report;
        try (Workspace workspace = openWorkspace()) {
            report = Doctor.examine(installation().home(), workspace, null, SystemFonts::canDraw);
        } catch (UserFacingException e) {
            report = Doctor.examine(installation().home(), null, e, SystemFonts::canDraw);
        }
        result(report, report.lines());
        return report.healthy() ? 0 : 1;
    }
}
