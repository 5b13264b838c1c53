import Foundation
import WizardTasks

/// Finds the page that an address means.
struct ConsolePages: Sendable {
    /// The jobs that were begun on pages.
    let desk: TaskDesk
    private let folder: WorkspaceFolder
    private let door: OpenWorkspace
    private let tasks: TaskPages

    init(folder: WorkspaceFolder, surroundings: Surroundings, limits: ConsoleLimits) {
        self.folder = folder
        let door = OpenWorkspace(folder: folder, surroundings: surroundings)
        self.door = door
        let wizard = OpenWizard(limit: limits.wizard, surroundings: surroundings) { try await door.workspace() }
        desk = TaskDesk(limits: limits, wizard: wizard) { try await door.workspace() }
        tasks = TaskPages(desk: desk, wizard: wizard, limit: limits.wizard)
    }

    /// How pages call the workspace: the folder's own name.
    var workspaceName: String { URL(filePath: folder.path).lastPathComponent }

    /// Leaves the wizard where nobody has touched it for too long.
    func letGo() async { await tasks.wizard.expire() }

    func answer(_ visit: Visit) async throws -> Answer {
        if let form = visit.form { return try await change(visit, form) }
        do {
            return try await show(visit, try await door.workspace())
        } catch let refusal as Refusal {
            throw refusal
        } catch {
            await door.forget()
            throw error
        }
    }

    private func show(_ visit: Visit, _ workspace: Workspace) async throws -> Answer {
        if visit.folders.first == "tasks" {
            return try await tasks.show(visit, visit.folders.dropFirst(), workspace)
        }
        switch visit.folders {
        case []: return .page(try await OverviewPage.make(workspace))
        case ["rules"]: return .page(try await RulesPage.make(workspace, visit.query))
        case ["rules", "rule"]: return .page(try await RulePage.make(workspace, visit.query))
        case ["pending"]: return .page(try await PendingPage.make(workspace, visit.query))
        case ["schema"]: return .page(try await SchemaPage.make(workspace, visit.query))
        case ["objects"]: return .page(try await ObjectsPage.make(workspace, visit.query))
        case ["objects", "object"]: return .page(try await ObjectPage.make(workspace, visit.query))
        case ["tenant"]: return .page(try await TenantPage.make(workspace, visit.query))
        case ["runs"]: return .page(try await RunsPage.make(workspace, visit.query))
        default: throw Refusal.notFound
        }
    }

    private func change(_ visit: Visit, _ form: FormFields) async throws -> Answer {
        if visit.folders.first == "tasks" { return try await tasks.change(visit, visit.folders.dropFirst(), form) }
        switch visit.folders {
        case ["leave"]:
            await tasks.wizard.leave(visit.session)
            return .left
        default: throw Refusal.notFound
        }
    }
}
