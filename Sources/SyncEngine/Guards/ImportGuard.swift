/// Stops a run whose import has lost more objects than may get lost unseen, against the last import that was good.
///
/// A read that is complete and empty is the most dangerous one: a right that was taken away, an OU that was hidden. The
/// product has no such guard; its deletion guard looks at exports alone.
public struct ImportGuard: Sendable, Hashable {
    /// The largest share that may go missing, in percent, of each class and of each class in a container.
    public let percent: Int
    /// So many objects may go missing whatever their share is.
    public let floor: Int

    /// 30 percent, beyond 50 objects.
    public static let standard = ImportGuard(percent: 30, floor: 50)

    /// Makes a guard.
    public init(percent: Int, floor: Int) {
        self.percent = percent
        self.floor = floor
    }

    /// What has gone missing beyond the share, one sentence each, the gravest first; nothing where all is well.
    ///
    /// A container whose objects lie in another one now has lost none: what counts is what has left the class.
    public func objections(before: [ObjectTally], now: [ObjectTally]) -> [String] {
        let classes = Set(before.map(\.objectClass)).sorted()
        var found: [(lost: Int, sentence: String)] = []
        for name in classes {
            let (old, new) = (before.filter { $0.objectClass == name }, now.filter { $0.objectClass == name })
            let total = (old.reduce(0) { $0 + $1.count }, new.reduce(0) { $0 + $1.count })
            let lost = total.0 - total.1
            if isTooMuch(lost, of: total.0) {
                found.append((lost, "\(lost) of \(total.0) objects of the class \(name) have gone."))
            }
            let left = Dictionary(new.map { ($0.container, $0.count) }) { $0 + $1 }
            for tally in old {
                // Not more than the class has lost: the rest has moved.
                let missing = min(tally.count - (left[tally.container] ?? 0), lost)
                guard isTooMuch(missing, of: tally.count) else { continue }
                found.append(
                    (
                        missing,
                        "\(missing) of \(tally.count) objects of the class \(name) in \(tally.container) have gone."
                    )
                )
            }
        }
        return found.sorted { ($1.lost, $0.sentence) < ($0.lost, $1.sentence) }.map(\.sentence)
    }

    private func isTooMuch(_ lost: Int, of count: Int) -> Bool { lost > floor && lost * 100 > count * percent }
}
