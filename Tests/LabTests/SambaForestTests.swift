import TestSupport
import Testing

@testable import Lab

@Suite("A forest that Samba serves", .needsSamba, .forest(.samba))
struct SambaForestTests {
    private let test: TestForest

    init() throws { test = try TestForest.current }

    @Test("its schema is upgraded while it is stopped, and it comes back; Exchange is refused in words")
    func device() async throws {
        let error = await #expect(throws: LabError.self) {
            _ = try await test.lab.install(.exchange, on: test.forest.name) { _ in }
        }
        #expect(error?.code == .cannotRun)
        #expect(try test.lab.status().first?.processIdentifier == test.forest.processIdentifier)
        let forest = try await test.lab.install(.device, on: test.forest.name) { _ in }
        #expect(forest.isRunning && forest.processIdentifier != test.forest.processIdentifier)
        #expect(forest.features == [.device])
    }
}
