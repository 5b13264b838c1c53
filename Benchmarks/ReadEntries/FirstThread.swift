import Foundation

/// Runs a task on the process's first thread.
///
/// Swift's own pool of threads does not start under callgrind (valgrind 3.19), which counts the instructions of the
/// benchmark.
///
/// `@unchecked Sendable`: `jobs` and `isDone` are only touched while `condition` is locked.
final class FirstThread: TaskExecutor, @unchecked Sendable {
    private let condition = NSCondition()
    private var jobs: [UnownedJob] = []
    private var isDone = false

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        condition.withLock { jobs.append(job) }
        condition.signal()
    }

    /// Runs the body and comes back when it is done.
    func run(_ body: @escaping @Sendable () async -> Void) {
        Task(executorPreference: self) {
            await body()
            self.end()
        }
        while let job = next() { job.runSynchronously(on: asUnownedTaskExecutor()) }
    }

    private func end() {
        condition.withLock { isDone = true }
        condition.signal()
    }

    private func next() -> UnownedJob? {
        condition.withLock {
            while jobs.isEmpty {
                if isDone { return nil }
                condition.wait()
            }
            return jobs.removeFirst()
        }
    }
}
