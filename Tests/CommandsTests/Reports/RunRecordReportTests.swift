import SyncEngine
import Testing

@testable import Commands
@testable import WizardTasks

@Suite("What a single run profile says")
struct RunRecordReportTests {
    @Test("one that a guard stopped before its first step says when it ran, and each line of why")
    func stopped() {
        var report = SynchronizationReport(outcome: RunStatus.stoppedImportDrop.rawValue)
        report.number = 3
        report.task = "contoso.test full-synchronization"
        report.stopped = "Much has gone.\n9 objects of the class user."
        let text = RunRecordReport(
            steps: report,
            from: "2026-11-20T10:00:00Z",
            to: "2026-11-20T10:00:01Z",
            names: WorkspaceConfiguration()
        ).text(.plain)
        #expect(text.contains("run 3, contoso.test full-synchronization, 2026-11-20T10:00:00Z to 2026-11-20T10:00:01Z"))
        #expect(text.contains("Much has gone.\n") && text.contains("\n9 objects of the class user."), "\(text)")
        #expect(!text.contains("\\u{"), "\(text)")
    }
}
