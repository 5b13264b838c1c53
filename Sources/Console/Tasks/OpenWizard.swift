import Foundation
import WizardTasks

/// The wizard of a console: holds the workspace as long as somebody has one of the wizard's tasks open.
///
/// Several browsers may have one open; it is one wizard, and it is left with the last of them. A page that nobody touches
/// for longer than the limit counts as left.
actor OpenWizard {
    /// One browser's task.
    private struct Visit {
        var task: String
        var lastUse: Double
        /// How many of its plans are being made or applied; while there is one, nobody is waited for.
        var working = 0
    }

    /// How the wizard is called wherever people are told who holds a workspace.
    static let face = "wizard in the console"

    private let limit: Double
    private let surroundings: Surroundings
    private let open: @Sendable () async throws -> Workspace
    private var visits: [SessionName: Visit] = [:]
    private var held: WizardSession?
    /// What takes or gives the lock one after the other, so that the console does not get into its own way.
    private var last: Task<WizardSession?, any Error>?
    private var watch: Task<Void, Never>?

    init(
        limit: Double,
        surroundings: Surroundings,
        open: @escaping @Sendable () async throws -> Workspace
    ) {
        self.limit = limit
        self.surroundings = surroundings
        self.open = open
    }

    /// Opens a task, or says who keeps the wizard from being opened; the page is shown in either case.
    func enter(_ session: SessionName, task: String) async throws -> String? {
        if visits[session]?.task != task { visits[session] = Visit(task: task, lastUse: now) }
        visits[session]?.lastUse = now
        await expire()
        do {
            _ = try await hold()
            return nil
        } catch let error as TaskError where error.code == .locked {
            visits[session] = nil
            return error.description
        }
    }

    /// The workspace under the wizard's lock, to apply a plan on; says who keeps it from being had.
    func workspace(for session: SessionName, task: String) async throws -> Workspace {
        if let refusal = try await enter(session, task: task) { throw Refusal.inUse(refusal) }
        return try await hold().reopened()
    }

    /// Notes that somebody looks at a task that is open.
    func touch(_ session: SessionName, task: String) {
        if visits[session]?.task == task { visits[session]?.lastUse = now }
    }

    /// Begins something that nobody waits for.
    func work(_ session: SessionName, task: String) {
        if visits[session]?.task == task { visits[session]?.working += 1 }
    }

    /// Ends it.
    func rest(_ session: SessionName, task: String) {
        guard let visit = visits[session], visit.task == task else { return }
        visits[session]?.working = max(0, visit.working - 1)
        visits[session]?.lastUse = now
    }

    /// Leaves a task, or whatever task a browser has open.
    func leave(_ session: SessionName, task: String? = nil) async {
        guard let visit = visits[session], task == nil || visit.task == task else { return }
        visits[session] = nil
        await letGo()
    }

    /// Leaves what nobody has touched for too long.
    func expire() async {
        visits = visits.filter { _, visit in visit.working > 0 || now - visit.lastUse <= limit }
        await letGo()
    }

    /// Leaves everything.
    func close() async {
        visits = [:]
        await letGo()
    }

    private var now: Double { surroundings.now().timeIntervalSinceReferenceDate }

    private func hold() async throws -> WizardSession {
        let session = try await inTurn { [open] held in
            if let held { return held }
            return try await WizardSession.open(try await open(), as: Self.face)
        }
        guard let session else { throw Refusal.notWaiting }
        watch =
            watch
            ?? Task { [surroundings, weak self] in
                while (try? await surroundings.pulse(.seconds(15))) != nil {
                    guard let self else { return }
                    await self.expire()
                }
            }
        return session
    }

    private func letGo() async {
        guard visits.isEmpty else { return }
        watch?.cancel()
        watch = nil
        _ = try? await inTurn { held in
            await held?.close()
            return nil
        }
    }

    /// Runs what changes the lock after everything that was asked for before it.
    private func inTurn(
        _ body: @escaping @Sendable (WizardSession?) async throws -> WizardSession?
    ) async throws -> WizardSession? {
        let before = last
        let task = Task {
            _ = await before?.result
            return try await self.change(body)
        }
        last = task
        return try await task.value
    }

    private func change(
        _ body: @Sendable (WizardSession?) async throws -> WizardSession?
    ) async throws -> WizardSession? {
        held = try await body(held)
        return held
    }
}
