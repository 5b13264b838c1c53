import Foundation
import Lab
import TestSupport
import Testing

@testable import WizardTasks

@Suite("Watching schemas")
struct SchemaWatchTests {
    private let fixture: WorkspaceFixture

    init() throws { fixture = try WorkspaceFixture() }

    /// Looks one after the other, each as the states of the forests a and b, and what is told after each.
    private static let cases: [(looks: [String], told: [String])] = [
        (["current current"], ["a:current b:current"]),
        (["current current", "current current"], ["a:current b:current", ""]),
        (["current current", "due current", "due current"], ["a:current b:current", "a:due", ""]),
        (["failed current", "failed current", "current current"], ["a:failed b:current", "", "a:current"]),
        (["due failed", "due due", "current untold"], ["a:due b:failed", "b:due", "a:current b:untold"]),
    ]

    @Test("a forest's first state is told, and then each change of it", arguments: cases.indices)
    func changes(_ index: Int) throws {
        let (looks, told) = Self.cases[index]
        var watch = SchemaWatch()
        for (number, look) in looks.enumerated() {
            let states = try look.split(separator: " ").map { try #require(SchemaFinding.State(rawValue: String($0))) }
            // Another reason every time is no other state.
            let findings = zip(["a", "b"], states).map { SchemaFinding($0, $1, "reason \(number)", version: 1) }
            let changes = watch.take(findings, at: "t\(number)")
            #expect(
                changes.map { "\($0.finding.forest):\($0.finding.state.rawValue)" }.joined(separator: " ")
                    == told[number]
            )
            #expect(changes.allSatisfy { $0.time == "t\(number)" && ($0.before == nil) == (number == 0) })
            #expect(watch.isDue == states.contains(.due))
        }
    }

    /// A workspace whose waits are counted, and do something in place of waiting.
    private func workspace(_ wait: @escaping @Sendable (Duration) async throws -> Void) async throws -> Workspace {
        _ = try await fixture.ready()
        let own = fixture.surroundings
        let surroundings = Surroundings(
            now: own.now,
            newIdentifier: own.newIdentifier,
            author: own.author,
            processIdentifier: own.processIdentifier,
            variable: own.variable,
            retry: own.retry,
            wait: wait
        )
        return try await Workspace.open(fixture.workspaceFolder, surroundings: surroundings)
    }

    @Test("it looks, waits and looks again until a refresh is due, and goes on where a forest cannot be asked")
    func untilDue() async throws {
        let file = fixture.folder.file("contoso.test.ldif")
        let waits = Locked<[Duration]>([])
        let fixture = fixture
        let workspace = try await workspace { duration in
            let count = waits.withLock { waits in
                waits.append(duration)
                return waits.count
            }
            switch count {
            case 2: try FileManager.default.removeItem(at: file)
            case 4: _ = try fixture.write("contoso.test", [.device], as: "contoso.test.ldif")
            default: break
            }
        }
        var told: [String] = []
        try await WatchSchema(in: workspace).run(every: .seconds(7), untilDue: true) { change in
            told.append("\(change.finding.forest) \(change.finding.state.rawValue)")
        }
        #expect(
            told == [
                "contoso.test current", "fabrikam.test current", "contoso.test failed", "contoso.test due",
            ]
        )
        #expect(waits.withLock { $0 } == Array(repeating: .seconds(7), count: 4))
    }

    @Test("without that it goes on while a refresh is due, until it is cancelled")
    func cancelled() async throws {
        let waits = Locked(0)
        let workspace = try await workspace { _ in
            let count = waits.withLock { count in
                count += 1
                return count
            }
            if count == 3 { throw CancellationError() }
        }
        _ = try fixture.write("contoso.test", [.device], as: "contoso.test.ldif")
        var told: [String] = []
        await #expect(throws: CancellationError.self) {
            try await WatchSchema(in: workspace).run(forests: ["contoso.test"], every: .seconds(5), untilDue: false) {
                told.append("\($0.finding.forest) \($0.finding.state.rawValue)")
            }
        }
        #expect(told == ["contoso.test due"])
    }
}
