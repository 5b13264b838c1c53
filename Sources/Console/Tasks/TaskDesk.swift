import Plans
import WizardTasks

/// The jobs of a console: each works on while its page is loaded, left or closed.
actor TaskDesk {
    /// What a listener hears.
    enum Event: Sendable {
        /// A sentence about the progress.
        case progress(String)
    }

    private let limits: ConsoleLimits
    private let wizard: OpenWizard
    private let open: @Sendable () async throws -> Workspace
    private var jobs: [Int: TaskJob] = [:]
    private var work: [Int: Task<Void, Never>] = [:]
    private var listeners: [Int: (job: Int, stream: AsyncStream<Event>.Continuation)] = [:]
    private var count = 0

    /// How many jobs are remembered.
    private static let most = 32

    init(limits: ConsoleLimits, wizard: OpenWizard, open: @escaping @Sendable () async throws -> Workspace) {
        self.limits = limits
        self.wizard = wizard
        self.open = open
    }

    /// Begins to make a plan.
    func begin(_ task: any AnsweredTask, _ form: FormFields, for session: SessionName) async throws -> TaskJob {
        forgetOld()
        guard jobs.count < Self.most else {
            throw Refusal.busy
        }
        count += 1
        let number = count
        let job = TaskJob(
            number: number,
            name: task.name,
            title: task.title,
            session: session,
            isWizard: task.isWizard
        )
        jobs[number] = job
        await wizard.work(session, task: task.name)
        let open = open
        work[number] = Task {
            do {
                let workspace = try await open()
                await finish(number, try await task.answer(workspace, form, reporting(number)))
            } catch {
                await finish(number, .failed(FailurePages.refusal(for: error)))
            }
        }
        return job
    }

    /// Begins to apply the plan that was shown, or says who keeps the workspace; the plan goes on waiting then.
    func apply(_ number: Int, digest: String, synchronizes: Bool, for session: SessionName) async throws {
        guard let job = jobs[number], case .ready(let prepared) = job.phase, !prepared.isEmpty else {
            throw Refusal.notWaiting
        }
        guard Fingerprint(hex: digest) == prepared.digest else { throw Refusal.otherPlan }
        jobs[number]?.phase = .applying
        jobs[number]?.session = session
        jobs[number]?.progress = "It is being applied."
        let workspace: Workspace
        do {
            workspace = try await self.workspace(for: job, session)
        } catch {
            jobs[number]?.phase = job.phase
            for listener in listeners.values where listener.job == number { listener.stream.finish() }
            throw error
        }
        await wizard.work(session, task: job.name)
        let (open, wizard) = (open, wizard)
        work[number] = Task {
            do {
                let report = reporting(number)
                let done = try await prepared.apply(workspace, report)
                guard synchronizes, prepared.offersSynchronization else {
                    await finish(number, .done(done, nil))
                    return
                }
                // The wizard is left first: while it is open nothing is synchronized.
                await wizard.leave(session, task: job.name)
                do {
                    let result = try await Synchronize(in: try await open()).run(report: report)
                    await finish(number, .done(done, result))
                } catch {
                    // What was configured stands; only what should have followed does not.
                    await finish(number, .done(done + ["The synchronization did not run: \(error)"], nil))
                }
            } catch {
                await finish(number, .failed(FailurePages.refusal(for: error)))
            }
        }
    }

    /// The workspace to apply a plan on: the wizard's, or one that nobody holds.
    private func workspace(for job: TaskJob, _ session: SessionName) async throws -> Workspace {
        if job.isWizard { return try await wizard.workspace(for: session, task: job.name) }
        let workspace = try await open()
        if let holder = try await workspace.holder() { throw Refusal.inUse("It is in use \(holder).") }
        return workspace
    }

    /// A job; nothing where there is none of that number, or none any more.
    func job(_ number: Int) -> TaskJob? { jobs[number] }

    /// The jobs that somebody may want to come back to, newest first.
    func recent() -> [TaskJob] { jobs.values.sorted { $0.number > $1.number } }

    /// What a job says from now on until it waits or ends.
    func listen(to number: Int) throws -> AsyncStream<Event> {
        guard let job = jobs[number] else { throw Refusal.notFound }
        guard listeners.count < limits.streams else { throw Refusal.busy }
        let (stream, continuation) = AsyncStream.makeStream(of: Event.self, bufferingPolicy: .bufferingNewest(4))
        continuation.yield(.progress(job.progress))
        guard job.isWorking else {
            continuation.finish()
            return stream
        }
        count += 1
        let key = count
        listeners[key] = (number, continuation)
        continuation.onTermination = { _ in Task { await self.forget(listener: key) } }
        return stream
    }

    /// Cancels what is being worked on, and waits until it has ended.
    func close() async {
        for task in work.values { task.cancel() }
        for task in work.values { await task.value }
        for listener in listeners.values { listener.stream.finish() }
        await wizard.close()
    }

    private func reporting(_ number: Int) -> @Sendable (TaskEvent) -> Void {
        { event in Task { await self.note(number, Self.sentence(event)) } }
    }

    private func note(_ number: Int, _ sentence: String) {
        guard jobs[number]?.isWorking == true else { return }
        jobs[number]?.progress = sentence
        for listener in listeners.values where listener.job == number { listener.stream.yield(.progress(sentence)) }
    }

    private func finish(_ number: Int, _ phase: TaskJob.Phase) async {
        if let job = jobs[number], job.isWizard {
            await wizard.rest(job.session, task: job.name)
            // A plan that waits keeps the wizard open; everything else is its end.
            if case .ready(let prepared) = phase, !prepared.isEmpty {
            } else {
                await wizard.leave(job.session, task: job.name)
            }
        }
        jobs[number]?.phase = phase
        work[number] = nil
        for listener in listeners.values where listener.job == number { listener.stream.finish() }
    }

    private func forget(listener key: Int) { listeners[key] = nil }

    private func forgetOld() {
        let idle = jobs.values.filter { !$0.isWorking }.map(\.number).sorted()
        for number in idle.prefix(max(0, jobs.count - Self.most + 1)) { jobs[number] = nil }
    }

    private static func sentence(_ event: TaskEvent) -> String {
        switch event {
        case .schemaRead(let forest, let count): "Reading the schema of \(forest): \(count) definitions so far."
        case .imported(let forest, let count): "Importing \(forest): \(count) objects so far."
        case .synchronized(let count, let total): "Synchronizing: \(count) of \(total) objects."
        case .confirmed(let count, let total): "Reading back what was exported: \(count) of \(total) objects."
        case .exported(let count, let total): "Exporting: \(count) of \(total) changes."
        }
    }
}
