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
    private let open: @Sendable () async throws -> Workspace
    private var jobs: [Int: TaskJob] = [:]
    private var work: [Int: Task<Void, Never>] = [:]
    private var listeners: [Int: (job: Int, stream: AsyncStream<Event>.Continuation)] = [:]
    private var count = 0

    /// How many jobs are remembered.
    private static let most = 32

    init(limits: ConsoleLimits, open: @escaping @Sendable () async throws -> Workspace) {
        self.limits = limits
        self.open = open
    }

    /// Begins to make a plan.
    func begin(_ task: any ConsoleTask, _ form: FormFields) throws -> TaskJob {
        forgetOld()
        guard jobs.count < Self.most else {
            throw Refusal.busy
        }
        count += 1
        let number = count
        let job = TaskJob(number: number, name: task.name, title: task.title)
        jobs[number] = job
        let open = open
        work[number] = Task {
            do {
                let workspace = try await open()
                let prepared = try await task.prepare(workspace, form, reporting(number))
                finish(number, .ready(prepared))
            } catch {
                finish(number, .failed(FailurePages.refusal(for: error)))
            }
        }
        return job
    }

    /// Begins to apply the plan that was shown.
    func apply(_ number: Int, digest: String, synchronizes: Bool) throws {
        guard let job = jobs[number], case .ready(let prepared) = job.phase, !prepared.isEmpty else {
            throw Refusal.notWaiting
        }
        guard Fingerprint(hex: digest) == prepared.digest else { throw Refusal.otherPlan }
        jobs[number]?.phase = .applying
        jobs[number]?.progress = "It is being applied."
        let open = open
        work[number] = Task {
            do {
                let report = reporting(number)
                let done = try await prepared.apply(report)
                guard synchronizes, prepared.offersSynchronization else {
                    finish(number, .done(done, nil))
                    return
                }
                do {
                    let result = try await Synchronize(in: try await open()).run(report: report)
                    finish(number, .done(done, result))
                } catch {
                    // What was configured stands; only what should have followed does not.
                    finish(number, .done(done + ["The synchronization did not run: \(error)"], nil))
                }
            } catch {
                finish(number, .failed(FailurePages.refusal(for: error)))
            }
        }
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
    }

    private func reporting(_ number: Int) -> @Sendable (TaskEvent) -> Void {
        { event in Task { await self.note(number, Self.sentence(event)) } }
    }

    private func note(_ number: Int, _ sentence: String) {
        guard jobs[number]?.isWorking == true else { return }
        jobs[number]?.progress = sentence
        for listener in listeners.values where listener.job == number { listener.stream.yield(.progress(sentence)) }
    }

    private func finish(_ number: Int, _ phase: TaskJob.Phase) {
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
