import Foundation

/// Evaluates portions of objects on several threads, and gives back what came of them in the order of the portions.
///
/// The thread that hands portions over reads and writes the store. Rather than wait it evaluates what nobody has begun: a
/// crew of one is that thread alone. Others are started when as many portions are under way as may be, so that small runs
/// start none; `dismiss` ends them.
final class Crew<Portion: Sendable, Outcome: Sendable> {
    typealias Evaluation = (Portion) -> Outcome

    /// What one thread evaluates with.
    ///
    /// Reason for `@unchecked Sendable`: each is made for one thread and called by it alone; what several of them share
    /// does not change while a crew is at work.
    private struct Seat: @unchecked Sendable {  // See the reason above.
        let evaluate: Evaluation
    }

    private let cores: Cores
    private let makeEvaluation: () -> Evaluation
    private let own: Evaluation
    private let desk = PortionDesk<Portion, Outcome>()
    private var hasThreads = false

    /// `makeEvaluation` is asked once for each thread, by the thread that makes the crew.
    init(_ cores: Cores, _ makeEvaluation: @escaping () -> Evaluation) {
        self.cores = cores
        self.makeEvaluation = makeEvaluation
        own = makeEvaluation()
    }

    /// Whether an outcome has to be taken before another portion is handed over.
    var isFull: Bool { desk.count >= cores.mostPortions }

    /// Hands a portion over.
    func hand(_ portion: Portion) {
        desk.hand(portion)
        if !hasThreads, cores.count > 1, isFull { start() }
    }

    /// The oldest portion that has not been taken back, and what came of it; nothing where none is under way.
    func next() -> (portion: Portion, outcome: Outcome)? {
        while true {
            switch desk.step() {
            case .take(let finished): return (finished.portion, finished.outcome)
            case .evaluate(let claimed): desk.finish(claimed, own(claimed.portion))
            case .end: return nil
            }
        }
    }

    /// Sends the threads away, whatever is under way, and waits until they are gone.
    func dismiss() { desk.close() }

    private func start() {
        hasThreads = true
        for _ in 1..<cores.count {
            let seat = Seat(evaluate: makeEvaluation())
            desk.enter()
            let thread = Thread { [desk] in
                while let claimed = desk.claim() { desk.finish(claimed, seat.evaluate(claimed.portion)) }
                desk.leave()
            }
            thread.name = "rules"
            // Some C libraries give threads far less than the evaluation of nested expressions may take.
            thread.stackSize = 8 << 20
            thread.start()
        }
    }
}
