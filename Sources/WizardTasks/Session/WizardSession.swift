import Plans
import SQLiteStore

/// A wizard that is open: while it is, no synchronization and no other task that changes the workspace runs.
///
/// Showing and planning need no lock and go on. Leaving lets the lock go; so does the end of the process, however it
/// ends, since the lock is the kernel's.
public final class WizardSession: Sendable {
    /// The workspace as it was when the wizard was opened; tasks that are applied on it run under the wizard's lock.
    public let workspace: Workspace
    private let hold: WorkspaceHold
    private let heartbeat: Heartbeat

    private init(_ workspace: Workspace, _ hold: WorkspaceHold) {
        var held = workspace
        held.hold = hold
        self.workspace = held
        self.hold = hold
        heartbeat = Heartbeat(of: hold, workspace.surroundings)
    }

    deinit { heartbeat.cancel() }

    /// Opens the wizard, or says who keeps it from being opened, since when, and what to do.
    ///
    /// `face` tells people which one it is: `wizard`, or `wizard in the console`.
    public static func open(_ workspace: Workspace, as face: String = "wizard") async throws -> WizardSession {
        let lock = WorkspaceLock(path: workspace.folder.lock, store: workspace.store)
        do {
            let hold = try await lock.hold(workspace.surroundings.holder(of: face))
            return WizardSession(workspace, hold)
        } catch let error as StoreError where error.code == .locked {
            throw TaskError(.locked, refusal(try await lock.holder(), error.description))
        }
    }

    /// The workspace as it is now, under the wizard's lock: after a task has changed dryad.yaml.
    public func reopened() throws -> Workspace {
        var fresh = workspace
        fresh.configuration = try ConfigurationReader.load(workspace.folder.configuration)
        return fresh
    }

    /// Leaves the wizard; a second time does nothing.
    public func close() async {
        await heartbeat.stop()
        await hold.release()
    }

    private static func refusal(_ holder: TaskHolder?, _ text: String) -> String {
        guard let holder else { return text }
        let who = "by \(holder.owner), process \(holder.processIdentifier) on \(holder.host), since \(holder.since)"
        guard holder.isSynchronization else {
            return "The configuration cannot be changed now: \(holder.task), \(who). \(free(holder))"
        }
        return
            "The configuration cannot be changed now: a synchronization runs (\(holder.task)), begun \(who). Wait until it "
            + "has ended - `dryad status` tells - or ask it to stop with `dryad sync stop`: what is not finished then is taken "
            + "up by the next run."
    }

    private static func free(_ holder: TaskHolder) -> String {
        holder.task.hasPrefix("wizard")
            ? "A wizard is open there. Leave it - it may be in another terminal or a session that was left - and try again."
            : "Wait until it has ended; `dryad status` tells."
    }
}
