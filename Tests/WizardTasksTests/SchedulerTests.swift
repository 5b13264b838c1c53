import Foundation
import Plans
import SQLiteStore
import SyncEngine
import TestSupport
import Testing

@testable import WizardTasks

@Suite("The scheduler")
struct SchedulerTests {
    private let fixture: WorkspaceFixture
    private let clock = Locked(Date(timeIntervalSince1970: 1_700_000_000))
    private let events = Locked<[String]>([])
    /// Whether the next wait is the last: as if somebody had ended the program.
    private let ends = Locked(false)

    init() throws { fixture = try WorkspaceFixture() }

    /// Surroundings whose clock goes on when somebody waits; `onWait` hears of it.
    private func surroundings(_ onWait: @escaping @Sendable () async -> Void = {}) -> Surroundings {
        let own = fixture.surroundings
        return Surroundings(
            now: { [clock] in clock.withLock { $0 } },
            newIdentifier: own.newIdentifier,
            author: own.author,
            processIdentifier: own.processIdentifier,
            variable: own.variable,
            retry: own.retry,
            wait: { [clock, ends] duration in
                if ends.withLock({ $0 }) { throw CancellationError() }
                clock.withLock { $0 += duration / .seconds(1) }
                await onWait()
            }
        )
    }

    private func serve(_ surroundings: Surroundings, until isDone: @escaping @Sendable ([String]) -> Bool) async throws
    {
        let (events, ends) = (events, ends)
        try await ServeScheduler(fixture.workspaceFolder, surroundings: surroundings).run(report: { event in
            let word =
                switch event {
                case .waiting(let moment, let policy): "\(policy.rawValue) at \(moment)"
                case .ran(let report): "\(report.task) \(report.outcome)"
                case .suspended(let who):
                    who.contains("schema refresh") || who.contains("While the wizard is open") ? "suspended" : who
                case .failed(let why): "failed \(why)"
                case .disabled: "disabled"
                case .pruned(let count): "pruned \(count)"
                }
            let all = events.withLock { list in
                list.append(word)
                return list
            }
            if isDone(all) { ends.withLock { $0 = true } }
        })
    }

    @Test("cycles are run at the interval until somebody stops it")
    func interval() async throws {
        _ = try await fixture.ready()
        try await serve(surroundings()) { $0.count(where: { $0.hasPrefix("cycle") }) == 3 }
        #expect(
            events.withLock { $0 } == [
                "cycle initial success", "delta at 2023-11-14T22:43:20Z", "cycle delta success",
                "delta at 2023-11-14T23:13:20Z", "cycle delta success", "delta at 2023-11-14T23:43:20Z",
            ]
        )
    }

    /// entra-connect.md 1.1 and 4.4: suspended while the wizard is open.
    @Test("a workspace that somebody holds suspends it until that is over", arguments: ["schema refresh", "wizard"])
    func suspended(_ task: String) async throws {
        _ = try await fixture.ready()
        let workspace = try await fixture.open()
        let lock = WorkspaceLock(path: workspace.folder.lock, store: workspace.store)
        let (waits, release) = (Locked(0), AsyncStream<Void>.makeStream())
        let held = AsyncStream<Void>.makeStream()
        let holding = Task {
            try await lock.withLock(workspace.surroundings.holder(of: task)) {
                held.continuation.yield()
                for await _ in release.stream { break }
            }
        }
        for await _ in held.stream { break }
        let waiting = surroundings {
            let count = waits.withLock { number in
                number += 1
                return number
            }
            guard count == 3 else { return }
            release.continuation.yield()
            _ = try? await holding.value
        }
        try await serve(waiting) { $0.contains { $0.hasPrefix("cycle") } }
        #expect(events.withLock { Array($0.prefix(2)) } == ["suspended", "cycle initial success"])
    }

    @Test("what is set stands in dryad.yaml, and off is off")
    func settings() async throws {
        _ = try await fixture.ready()
        let workspace = try await Workspace.open(fixture.workspaceFolder, surroundings: surroundings())
        try await ConfigureScheduler(in: workspace).set(interval: 45, isEnabled: false, historyDays: 3)
        let after = try await Workspace.open(fixture.workspaceFolder, surroundings: surroundings())
        let state = try await SchedulerState.read(after)
        #expect(state.interval == 45 && !state.isEnabled && state.historyDays == 3 && state.nextPolicy == .initial)
        try await serve(surroundings()) { $0.contains("disabled") }
        #expect(events.withLock { $0 } == ["disabled"])
    }

    @Test("old runs go from the history by themselves")
    func pruned() async throws {
        _ = try await fixture.ready()
        let workspace = try await Workspace.open(fixture.workspaceFolder, surroundings: surroundings())
        for _ in 0..<3 { _ = try await Synchronize(in: workspace).run { _ in } }
        clock.withLock { $0 += 10 * 86_400 }
        try await serve(surroundings()) { $0.contains { $0.hasPrefix("pruned") } }
        #expect(events.withLock { $0 }.contains { $0.hasPrefix("pruned") })
        #expect(try await workspace.store.runs(limit: 9).map(\.number) == [4, 3])
    }
}
