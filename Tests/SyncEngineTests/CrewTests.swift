import Foundation
import TestSupport
import Testing

@testable import SyncEngine

@Suite("Portions that several threads evaluate")
struct CrewTests {
    /// What evaluations did.
    private struct Notes {
        var running = 0
        var done = 0
        var areAlone = true
    }

    /// Begins, and says whether another had begun.
    private static func begin(_ isAtWork: inout Bool) -> Bool {
        defer { isAtWork = true }
        return isAtWork
    }

    @Test("come back in their order, whoever is done first", arguments: [1, 2, 7])
    func order(_ cores: Int) {
        let notes = Locked(Notes())
        let crew = Crew<Int, Int>(Cores(cores)) {
            let isAtWork = Locked(false)
            return { number in
                // What one thread evaluates with is never used by two at once.
                if isAtWork.withLock(Self.begin) { notes.withLock { $0.areAlone = false } }
                var value = number
                for _ in 0..<(number % 7 * 500) { value = value &* 31 &+ 7 }
                isAtWork.withLock { $0 = false }
                return value == .min ? 0 : -number
            }
        }
        defer { crew.dismiss() }
        var taken: [Int] = []
        for number in 0..<300 {
            crew.hand(number)
            while crew.isFull, let (portion, outcome) = crew.next() {
                #expect(outcome == -portion)
                taken.append(portion)
            }
        }
        while let (portion, _) = crew.next() { taken.append(portion) }
        #expect(taken == Array(0..<300))
        #expect(crew.next() == nil)
        let areAlone = notes.withLock { $0.areAlone }
        #expect(areAlone)
    }

    @Test("are evaluated at the same time where there are cores")
    func together() {
        let condition = NSCondition()
        let present = Locked(0)
        let crew = Crew<Int, Int>(Cores(2)) {
            { number in
                condition.lock()
                defer { condition.unlock() }
                present.withLock { $0 += 1 }
                condition.broadcast()
                // Nobody goes on before another evaluation has begun.
                while present.withLock({ $0 }) < 2 { condition.wait() }
                return number
            }
        }
        defer { crew.dismiss() }
        for number in 0..<4 { crew.hand(number) }
        var taken: [Int] = []
        while let (portion, _) = crew.next() { taken.append(portion) }
        #expect(taken == [0, 1, 2, 3])
    }

    @Test("start no thread while they are few")
    func few() {
        let threads = Locked<[ObjectIdentifier]>([])
        let crew = Crew<Int, Int>(Cores(7)) {
            { number in
                threads.withLock { $0.append(ObjectIdentifier(Thread.current)) }
                return number
            }
        }
        for number in 0..<13 { crew.hand(number) }
        while crew.next() != nil {}
        crew.dismiss()
        let seen = threads.withLock { $0 }
        #expect(seen.count == 13 && Set(seen) == [ObjectIdentifier(Thread.current)])
    }

    @Test("are left, and nobody is at work any more, once a crew is dismissed", arguments: [1, 2, 7])
    func dismissal(_ cores: Int) {
        struct Fault: Error {}
        let notes = Locked(Notes())
        func run() throws {
            let crew = Crew<Int, Int>(Cores(cores)) {
                { number in
                    notes.withLock { $0.running += 1 }
                    var value = number
                    for _ in 0..<20_000 { value = value &* 31 &+ 7 }
                    notes.withLock {
                        $0.running -= 1
                        $0.done += 1
                    }
                    return value
                }
            }
            defer { crew.dismiss() }
            for number in 0..<1_000 {
                crew.hand(number)
                while crew.isFull, crew.next() != nil {}
                if number == 100 { throw Fault() }
            }
        }
        #expect(throws: Fault.self) { try run() }
        let (running, done) = notes.withLock { ($0.running, $0.done) }
        #expect(running == 0 && done <= 101)
        let later = notes.withLock { $0.done }
        #expect(later == done)
    }
}
