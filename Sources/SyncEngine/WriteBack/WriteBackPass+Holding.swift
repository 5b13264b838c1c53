import Directory
import SyncRules

/// What becomes of objects that rules outwards have made or joined before.
extension WriteBackPass {
    /// Lets go of what was made or joined for metaverse objects that are there no more, and says which are to be worked out,
    /// ascending by their numbers in the run.
    ///
    /// In a run over everything, of which it is known which have `failed`, these are all others for which something was made or
    /// joined as well.
    mutating func letGo(
        _ gone: [MetaverseID],
        of owners: Set<MetaverseID>,
        besides chosen: some Sequence<Int32>,
        _ linking: LinkingPass,
        _ transaction: any SynchronizationTransaction,
        failed: Set<MetaverseID>?
    ) throws -> [Int32] {
        guard !owners.isEmpty else { return chosen.sorted() }
        var work = Set(chosen)
        var gone = gone.filter(owners.contains)
        if let failed {
            for owner in owners where !failed.contains(owner) {
                if let target = linking.targets.number(of: owner) { work.insert(target) } else { gone.append(owner) }
            }
        }
        for owner in gone.sorted() {
            guard let known = try transaction.copyObject(of: owner, in: connector) else { continue }
            try release(known, transaction)
        }
        return work.sorted()
    }

    /// Lets go of what was made or joined: it is not to be made any more, or to be deleted from the copy.
    ///
    /// What rules have joined is the forest's own, and is never deleted.
    mutating func release(_ known: CopyObject, _ transaction: any SynchronizationTransaction) throws {
        switch known.state {
        case .wanted: try transaction.put(nil, of: known.metaverse, in: connector)
        case .joined:
            try transaction.put(nil, of: known.metaverse, in: connector)
            if let number = known.number { again.insert(number) }
        case .made: try transaction.put(known.having(.unwanted), of: known.metaverse, in: connector)
        case .unwanted, .deleted: break
        }
    }

    /// Looks at what was made or joined for a metaverse object that has an object in the forest; gives back the number of the
    /// object that is to be deleted, or was, where that is so.
    mutating func hold(
        _ known: CopyObject,
        _ metaverse: MetaverseObject,
        _ transaction: any SynchronizationTransaction
    ) throws -> Int64? {
        let wish = outward?.wish(for: metaverse)
        switch known.state {
        case .wanted:
            // It has got another one meanwhile.
            try release(known, transaction)
        case .joined:
            if wish?.links(known.object.objectClass) != true { try release(known, transaction) }
        case .made, .unwanted:
            let isMade = wish?.makes(known.object.objectClass) == true
            if isMade, known.state == .unwanted {
                try transaction.put(known.having(.made), of: known.metaverse, in: connector)
            }
            if !isMade {
                try release(known, transaction)
                return known.number
            }
        case .deleted: return known.number
        }
        return nil
    }

    /// Whether rules may have an object for a metaverse object that has none in the forest; where they have not, what was made or
    /// joined for it is let go of.
    mutating func isWanted(
        _ metaverse: MetaverseObject,
        _ known: CopyObject?,
        _ transaction: any SynchronizationTransaction
    ) throws -> Bool {
        if let outward, !outward.wish(for: metaverse).isNothing { return true }
        if let known { try release(known, transaction) }
        return false
    }
}
