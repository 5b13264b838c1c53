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
    /// An object counts in its container and in each one above that, up to its domain. What is known to have gone is `gone`, by
    /// where it was; what has come meanwhile makes up for none of it, and what lies in another container now has not gone. Where a
    /// class has lost more than that, as when an earlier version imported last, nobody knows which: of a container then counts
    /// what it has fewer, up to what the class has lost.
    public func objections(before: [ObjectTally], now: [ObjectTally], gone: [ObjectTally] = []) -> [String] {
        let present = ContainerCounts.byClass(now)
        let lost = ContainerCounts.byClass(gone)
        let found = ContainerCounts.byClass(before).flatMap { name, counts in
            losses(of: name, counts, present[name] ?? ContainerCounts(), lost[name] ?? ContainerCounts())
        }
        return found.map { (lost: $0.lost, sentence: $0.description) }
            .sorted { ($1.lost, $0.sentence) < ($0.lost, $1.sentence) }.map(\.sentence)
    }

    private func losses(
        of objectClass: String,
        _ before: ContainerCounts,
        _ now: ContainerCounts,
        _ gone: ContainerCounts
    ) -> [ImportLoss] {
        let unknown = max(0, before.total &- now.total &- gone.total)
        func loss(_ before: Int, _ now: Int, _ gone: Int, in container: String? = nil) -> ImportLoss? {
            let lost = min(before, gone &+ min(unknown, max(0, before &- now &- gone)))
            guard isTooMuch(lost, of: before) else { return nil }
            return ImportLoss(objectClass: objectClass, container: container, lost: lost, count: before)
        }
        let inAll = loss(before.total, now.total, gone.total)
        var contained: [String: ImportLoss] = [:]
        for (container, count) in before.within {
            contained[container] = loss(
                count,
                now.within[container] ?? 0,
                gone.within[container] ?? 0,
                in: container
            )
        }
        return [inAll].compactMap { $0 } + telling(contained, inAll)
    }

    /// The losses that say something of their own.
    ///
    /// Of containers of which everything has gone the highest, and nothing below it; where only a part has, not the container in
    /// which one below it has lost all of that part; and not a domain that has lost what the class has in all.
    private func telling(_ losses: [String: ImportLoss], _ inAll: ImportLoss?) -> [ImportLoss] {
        var silent: Set<String> = []
        for (container, loss) in losses {
            for above in ContainerCounts.path(container).dropFirst() {
                guard let higher = losses[above] else { continue }
                if higher.isWhole {
                    silent.insert(container)
                } else if higher.lost == loss.lost {
                    silent.insert(above)
                }
            }
            if ContainerCounts.isDomain(container), let inAll, (loss.lost, loss.count) == (inAll.lost, inAll.count) {
                silent.insert(container)
            }
        }
        return losses.filter { !silent.contains($0.key) }.map(\.value)
    }

    private func isTooMuch(_ lost: Int, of count: Int) -> Bool { lost > floor && lost &* 100 > count &* percent }
}
