import Foundation
import Lab
import TestSupport
import Testing

@Suite(
    "The wizard in a terminal, with a real forest",
    .enabled(if: TmuxPane.isThere, "tmux is not installed"),
    .serialized,
    .forest(.slapd)
)
struct WizardTerminalTests {
    private let test: TestForest

    init() throws { test = try TestForest.current }

    private func workspace() throws -> WorkspaceOnDisk {
        let workspace = try WorkspaceOnDisk()
        let lab = test.folder.url.path(percentEncoded: false)
        for line in [
            ["forest", "add", test.forest.name, "--from-lab", "--lab", lab], ["schema", "refresh", "--yes"],
            ["sync", "run"],
        ] {
            let outcome = try workspace.dryad.run(line)
            #expect(outcome.code == 0, "\(outcome.errors)")
        }
        return workspace
    }

    /// Looks until nobody holds the workspace.
    private func isFree(_ workspace: WorkspaceOnDisk) throws -> Bool {
        for _ in 0..<200 where try workspace.dryad.run("status").output.contains("in use        by nobody") {
            return true
        }
        return false
    }

    @Test("a filter is changed with arrows and numbers, there and back, in a window that changes its size")
    func story() async throws {
        let workspace = try workspace()
        let pane = try await TmuxPane("\(TmuxPane.dryad) wizard; echo left $?; exec cat", in: workspace.folder.url)
        do {
            try await pane.wait(for: "additional tasks", ">  2. ", "Troubleshoot")
            // Pages that are looked at, and back.
            try await pane.press("Enter")
            try await pane.wait(for: "View current configuration", "Previous", "Exit")
            try await pane.press("b")
            try await pane.wait(for: "additional tasks")
            // By number; a task that is not offered says why.
            try await pane.type("8")
            try await pane.press("Enter")
            try await pane.wait(for: "! People do not sign in at AD FS.")
            try await pane.type("3")
            try await pane.press("Enter")
            try await pane.wait(for: "Domain and OU filtering", "Optional features")
            try await pane.press("Down", "Down", "Enter")
            try await pane.wait(
                for: "Optional features",
                "Source anchor: objectGUID",
                "It is chosen when a server is installed"
            )
            try await pane.press("Escape")
            try await pane.wait(for: "Connect your directories")
            try await pane.press("Enter")
            try await pane.wait(for: "Containers of \(test.forest.name)", "ou=People", "[x]")
            // While it is open nothing runs.
            let refused = try workspace.dryad.run("sync", "run")
            #expect(refused.code == 5 && refused.errors.contains("wizard since"), "\(refused.errors)")
            let second = try workspace.dryad.run("wizard", "--answers", try answers(in: workspace, "task: quit"))
            #expect(second.code == 5 && second.errors.contains("A wizard is open there"), "\(second.errors)")
            try await pane.resize(columns: 60, lines: 16)
            try await pane.wait(for: " lines)", "Arrow keys or numbers")
            try await pane.resize(columns: 110, lines: 40)
            let list = try await pane.wait(for: "ou=People", "ou=Workstations")
            let line = try #require(list.split(separator: "\n").first { $0.hasSuffix("ou=People") })
            try await pane.type(String(line.filter(\.isNumber)))
            try await pane.press("Space")
            try await pane.wait(for: "[ ]   ou=People", "[ ]     ou=Sales")
            try await pane.press("Enter")
            try await pane.wait(for: "made later")
            try await pane.press("Enter")
            try await pane.wait(
                for: "Ready to configure",
                "for deleted",
                "The import guard would stop that run",
                "Full Import",
                "start the synchronization process"
            )
            try await pane.press("Left")
            try await pane.wait(for: "made later")
            try await pane.press("Enter")
            try await pane.wait(for: "Ready to configure")
            #expect(
                try workspace.dryad.run("config", "show").output.contains("ou=People") == false,
                "nothing changed yet"
            )
            try await pane.press("Enter")
            // The filter leaves nearly nobody: it is configured, and the run that follows is stopped by the guard.
            try await pane.wait(for: "Configuration complete.", "lost more than the guard lets pass", "left 3")
        } catch {
            await pane.close()
            throw error
        }
        await pane.close()
        #expect(try workspace.dryad.run("config", "show").output.contains("ou=People"))
        #expect(try workspace.dryad.run("sync", "history").output.contains("stopped-import-drop"))
        #expect(try isFree(workspace))
        let meant = try workspace.dryad.run("sync", "run", "--allow-drop", "--reason", "People are left out")
        #expect(meant.code == 0, "\(meant.errors)\(meant.output)")
    }

    @Test("Ctrl-C leaves, puts the terminal back and lets the workspace go")
    func interrupted() async throws {
        let workspace = try workspace()
        let line =
            "trap : INT; \(TmuxPane.dryad) wizard; echo left $?; stty -a | tr \" ;\" \"\\n\\n\" | grep -x -e icanon -e echo; exec cat"
        let pane = try await TmuxPane(line, in: workspace.folder.url)
        do {
            try await pane.wait(for: "additional tasks")
            try await pane.type("6")
            try await pane.press("Enter")
            try await pane.wait(for: "Configure staging mode")
            try await pane.press("C-c")
            try await pane.wait(for: "left 130", "icanon", "echo")
        } catch {
            await pane.close()
            throw error
        }
        await pane.close()
        #expect(try isFree(workspace))
    }

    @Test("one that is killed, or whose terminal is closed, lets the workspace go", arguments: ["killed", "closed"])
    func gone(_ how: String) async throws {
        let workspace = try workspace()
        let pane = try await TmuxPane("exec \(TmuxPane.dryad) wizard", in: workspace.folder.url)
        do {
            try await pane.wait(for: "additional tasks")
            let status = try workspace.dryad.run("status").output
            let process = try await pane.process()
            #expect(status.contains("wizard, by ") && status.contains("process \(process) on "), "\(status)")
            if how == "killed" { kill(process, SIGKILL) }
        } catch {
            await pane.close()
            throw error
        }
        await pane.close()
        #expect(try isFree(workspace))
        let run = try workspace.dryad.run("sync", "run")
        #expect(run.code == 0, "\(run.errors)")
    }

    private func answers(in workspace: WorkspaceOnDisk, _ text: String) throws -> String {
        try workspace.folder.write(text + "\n", to: "answers.txt").path(percentEncoded: false)
    }
}
