import Foundation
import Synchronization
import WizardTasks

/// Shows how far a task has come, on a terminal and after two seconds: what, how many, how fast, how long still.
final class ProgressLine: Sendable {
    private struct State {
        var stages: [String: ContinuousClock.Instant] = [:]
        var isDrawn = false
    }

    private let isShown = isatty(STDERR_FILENO) == 1
    private let began = ContinuousClock.now
    private let state = Mutex(State())

    /// Takes an event of a task.
    func report(_ event: TaskEvent) {
        guard isShown else { return }
        state.withLock { state in
            let (stage, done, total) = Self.parts(event)
            let start = state.stages[stage] ?? .now
            state.stages[stage] = start
            guard began.duration(to: .now) > .seconds(2) else { return }
            var line = "\(stage): \(done)" + (total.map { " of \($0)" } ?? "")
            let elapsed = start.duration(to: .now) / .seconds(1)
            // The first moments say nothing of how it will go on.
            if elapsed >= 0.5 {
                let rate = Double(done) / elapsed
                line += ", \(Int(rate)) a second"
                if let total, rate > 1, done < total { line += ", \(Int(Double(total - done) / rate) + 1) s left" }
            }
            if total == done { line += ", storing" }
            FileHandle.standardError.write(Data("\r\u{1B}[K\(line)".utf8))
            state.isDrawn = true
        }
    }

    /// Takes the line away again.
    func finish() {
        state.withLock { state in
            if state.isDrawn { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
            state.isDrawn = false
        }
    }

    private static func parts(_ event: TaskEvent) -> (String, Int, Int?) {
        switch event {
        case .schemaRead(let forest, let count): ("reading the schema of \(forest)", count, nil)
        case .imported(let forest, let count): ("importing \(forest)", count, nil)
        case .synchronized(let count, let total): ("synchronizing", count, total)
        case .confirmed(let count, let total): ("confirming", count, total)
        case .exported(let count, let total): ("exporting", count, total)
        }
    }
}
