import TestSupport
import Testing

@testable import WizardTasks

@Suite("Parts that are made side by side")
struct OrderedPartsTests {
    @Test("they are taken in their order, whichever is made first, and no more are under way than may be")
    func order() async throws {
        let (second, isMade) = AsyncStream.makeStream(of: Void.self)
        let most = Locked((now: 0, ever: 0))
        var taken: [Int] = []
        try await OrderedParts.each(
            Array(0..<20),
            atOnce: 3,
            make: { number, part in
                most.withLock { $0 = ($0.now + 1, max($0.ever, $0.now + 1)) }
                // The first is not made before the second is.
                if part == 0 { for await _ in second { break } }
                if part == 1 { isMade.yield() }
                most.withLock { $0.now -= 1 }
                return number * 10
            },
            take: { taken.append($0) }
        )
        #expect(taken == (0..<20).map { $0 * 10 })
        #expect((2...3).contains(most.withLock { $0.ever }))
    }

    private struct Failure: Error {}

    @Test("a part that fails ends it after those before it, and so does whoever takes", arguments: [1, 4])
    func failure(_ most: Int) async throws {
        var taken: [Int] = []
        await #expect(throws: Failure.self) {
            try await OrderedParts.each(
                Array(0..<10),
                atOnce: most,
                make: { _, part in if part == 5 { throw Failure() } else { part } },
                take: { taken.append($0) }
            )
        }
        #expect(taken == Array(0..<taken.count) && taken.count <= 5)
        await #expect(throws: Failure.self) {
            try await OrderedParts.each(
                [1, 2, 3],
                atOnce: most,
                make: { _, part in part },
                take: { _ in throw Failure() }
            )
        }
        try await OrderedParts.each([Int](), atOnce: most, make: { _, part in part }, take: { _ in throw Failure() })
    }
}
