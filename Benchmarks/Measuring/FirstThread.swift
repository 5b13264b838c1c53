import Dispatch
import Synchronization

/// Runs a task on the process's first thread.
///
/// Swift's own pool of threads does not start under callgrind (valgrind 3.19), which counts the instructions of the
/// benchmark.
public final class FirstThread: TaskExecutor {
    private let jobs = Mutex<[UnownedJob]>([])
    private let arrivals = DispatchSemaphore(value: 0)

    /// Makes an executor that runs nothing yet.
    public init() {}

    /// Takes a job for the first thread.
    public func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        jobs.withLock { $0.append(job) }
        arrivals.signal()
    }

    /// Runs the body and comes back when it is done.
    public func run(_ body: @escaping @Sendable () async -> Void) {
        Task(executorPreference: self) {
            await body()
            self.arrivals.signal()
        }
        while let job = next() { job.runSynchronously(on: asUnownedTaskExecutor()) }
    }

    /// The next job; nothing for the one signal that comes without a job, which is the end.
    private func next() -> UnownedJob? {
        arrivals.wait()
        return jobs.withLock { $0.isEmpty ? nil : $0.removeFirst() }
    }
}
