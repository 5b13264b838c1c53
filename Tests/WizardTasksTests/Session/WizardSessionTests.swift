import Foundation
import LDAPClient
import Plans
import SQLiteStore
import TestSupport
import Testing

@testable import WizardTasks

@Suite("A wizard that is open")
struct WizardSessionTests {
    private let fixture: WorkspaceFixture

    init() throws { fixture = try WorkspaceFixture() }

    @Test("keeps a synchronization and other tasks away, lets its own run, and lets them run when it is left")
    func holds() async throws {
        _ = try await fixture.ready()
        let session = try await WizardSession.open(try await fixture.open())
        let refused = await #expect(throws: StoreError.self) {
            _ = try await Synchronize(in: try await fixture.open()).run { _ in }
        }
        #expect(refused?.code == .locked && refused?.description.contains("ada@test") == true)
        #expect(refused?.description.contains("While the wizard is open") == true)
        // Showing and planning need no lock.
        let status = try await WorkspaceStatus.read(try await fixture.open())
        #expect(status.lock?.task == "wizard" && status.lock?.host == "test" && status.lock?.process == 1)
        let plan = try await SwitchStagingMode(in: try await fixture.open()).plan(to: false)
        let elsewhere = await #expect(throws: StoreError.self) {
            try await SwitchStagingMode(in: try await fixture.open()).apply(plan)
        }
        #expect(elsewhere?.code == .locked)
        try await ChangeSettings(in: session.workspace).apply(plan)
        #expect(try session.reopened().configuration.isStaging == false)
        await session.close()
        await session.close()
        #expect(try await WorkspaceStatus.read(try await fixture.open()).lock == nil)
        #expect(try await Synchronize(in: try await fixture.open()).run { _ in }.outcome == "success")
    }

    @Test("is not opened while something else holds the workspace, and says what, by whom, and what to do")
    func refused() async throws {
        let workspace = try await fixture.ready()
        for (task, said) in [("sync run", "a synchronization runs (sync run)"), ("wizard", "A wizard is open there")] {
            let lock = WorkspaceLock(path: workspace.folder.lock, store: workspace.store)
            let holder = TaskHolder(
                task: task,
                owner: "grace@dc9",
                processIdentifier: 4711,
                since: "2026-01-01T00:00:00Z"
            )
            try await lock.withLock(holder) {
                let error = await #expect(throws: TaskError.self) { _ = try await WizardSession.open(workspace) }
                let text = error?.description ?? ""
                #expect(error?.code == .locked)
                for part in [said, "grace@dc9", "4711", "dc9", "2026-01-01T00:00:00Z"] {
                    #expect(text.contains(part), "\(text)")
                }
                #expect(task != "sync run" || text.contains("dryad sync stop"))
            }
        }
        let session = try await WizardSession.open(workspace)
        await session.close()
    }

    @Test("says again and again that it is alive")
    func heartbeat() async throws {
        let (renewals, told) = AsyncStream.makeStream(of: Void.self)
        let waits = Locked(0)
        let surroundings = Surroundings(
            now: { Date(timeIntervalSince1970: 1_700_000_000 + Double(waits.withLock { $0 })) },
            newIdentifier: { "00000000-0000-4000-8000-000000000001" },
            author: "ada@test",
            processIdentifier: 1,
            variable: { _ in nil },
            retry: RetryPolicy(sleep: { _ in }),
            pulse: { _ in
                let count = waits.withLock { count -> Int in
                    count += 1
                    return count
                }
                guard count > 3 else { return }
                // The first renewals are written by now; nothing more happens until the session ends.
                told.yield()
                try await ContinuousClock().sleep(for: .seconds(3600))
            }
        )
        let workspace = try await Workspace.open(fixture.workspaceFolder, surroundings: surroundings)
        let session = try await WizardSession.open(workspace)
        for await _ in renewals { break }
        let lock = try await WorkspaceStatus.read(workspace).lock
        #expect(lock?.since == "2023-11-14T22:13:20Z")
        #expect(lock?.renewed == "2023-11-14T22:13:23Z")
        await session.close()
    }
}
