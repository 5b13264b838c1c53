import Directory

/// Writes the pages of an import as they come, and settles at the end what has gone.
struct ImportedPages {
    private let transaction: any ImportTransaction
    /// The partition whose pages are coming.
    private var open: (name: String, import: PartitionImport)?
    /// What came whole.
    private var whole: [String: PartitionImport] = [:]
    /// Those whose pages ended without the word that they were all.
    private var broken: Set<String> = []
    /// The numbers that objects had where they have moved away from, and the anchors of entries that could not be taken.
    private var moved: Set<Int64> = []
    private var unusable: Set<AnchorKey> = []

    init(_ transaction: any ImportTransaction) { self.transaction = transaction }

    /// How many objects have come.
    var count: Int { whole.values.reduce(open?.import.counts.total ?? 0) { $0 + $1.counts.total } }

    mutating func take(_ page: ImportPage) async throws {
        if page.begins || open?.name != page.partition { try await begin(page.partition) }
        guard var current = open?.import else { return }
        // Taken out, so that it is not copied.
        open = nil
        let difference = current.take(page)
        if !difference.isEmpty {
            current.countRenamed(try await transaction.write(added: difference.added, updated: difference.updated))
        }
        if page.completes {
            if current.hasCopies { try await transaction.confirmCopies(current.rebased) }
            current.countMoved(try await transaction.keep())
            if !current.doubles.isEmpty {
                let anchors = current.doubles.map(\.identity.anchor)
                current.tellDoubles(try await transaction.names(ofAnchors: anchors, in: page.partition))
            }
            whole[page.partition] = current
        } else {
            open = (page.partition, current)
        }
    }

    private mutating func begin(_ partition: String) async throws {
        var again: PartitionImport?
        if let (name, current) = open {
            open = nil
            try await transaction.discard()
            if name == partition { again = current } else { broken.insert(name) }
        }
        if whole[partition] != nil {
            throw SyncEngineError(
                .incompleteImport,
                "\(partition) was read again after it had come whole, so nothing was taken over."
            )
        }
        var current: PartitionImport
        if let again {
            current = again
        } else {
            current = PartitionImport(
                known: try await transaction.known(of: partition),
                copies: try await transaction.copies(of: partition),
                made: try await transaction.made(of: partition),
                digest: transaction.digest
            )
        }
        current.restart()
        try await transaction.begin(partition)
        broken.remove(partition)
        open = (partition, current)
    }

    /// Ends the import: deletes what has gone of partitions that came whole, and says what did not come.
    mutating func result(_ outcome: ImportOutcome, known: [String]) async throws -> ImportResult {
        if let (name, _) = open {
            open = nil
            try await transaction.discard()
            broken.insert(name)
        }
        var result = ImportResult()
        for partition in whole.values {
            moved.formUnion(partition.moved)
            unusable.formUnion(partition.unusableAnchors)
        }
        for name in Set(known).union(whole.keys).union(broken).sorted() {
            switch outcome[name] {
            case .complete where !broken.contains(name): try await settle(name, isWhole: true, &result)
            case .partial where whole[name] != nil: try await settle(name, isWhole: false, &result)
            case .partial: try await leave(name, nil, &result)
            case .incomplete: try await leave(name, nil, &result)
            case .complete: try await leave(name, "Its objects came, and not the word that they were all.", &result)
            case nil:
                let reason = "It was not among those that were read, which does not mean that its objects have gone."
                try await leave(name, reason, &result)
            }
        }
        result.incomplete = (result.incomplete + outcome.incomplete).sorted { $0.partition < $1.partition }
        result.unmarked = outcome.unmarked.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
        result.counts = result.partitions.values.reduce(into: ImportCounts()) { $0 += $1 }
        return result
    }

    /// Removes what is missing, unless entries could not be taken or may not have come: it may be one of those.
    ///
    /// What was deleted from the forest's copy is none of them, since the forest has never had it. What has moved to another
    /// partition is not missing, and neither is what is there and could not be taken.
    private mutating func settle(_ name: String, isWhole: Bool, _ result: inout ImportResult) async throws {
        // One that did not come at all, and is called complete, has been excluded: nothing of it stays.
        var partition: PartitionImport
        if let came = whole[name] {
            partition = came
        } else {
            partition = PartitionImport(known: try await transaction.known(of: name), digest: transaction.digest)
        }
        var missing = partition.missing
        if !moved.isEmpty { missing.removeAll { moved.contains($0) } }
        let before = missing.count
        if !unusable.isEmpty, !missing.isEmpty {
            let kept = Set(partition.missing(among: unusable))
            missing.removeAll { kept.contains($0) }
        }
        let deleted = Set(partition.deletedFromCopy).subtracting(moved)
        if !deleted.isEmpty { missing.removeAll { deleted.contains($0) } }
        if !partition.unusable.isEmpty, !missing.isEmpty {
            let kept = try await transaction.names(of: missing).filter {
                partition.unusable.contains(ASCII.lowercased($0.name))
            }
            let numbers = Set(kept.map(\.number))
            missing.removeAll { numbers.contains($0) }
        }
        if !isWhole || !partition.errors.isEmpty {
            if !missing.isEmpty { result.held[name] = missing.count }
            missing = []
        }
        if !missing.isEmpty { try await transaction.delete(missing, areLost: true) }
        if !deleted.isEmpty { try await transaction.delete(deleted.sorted(), areLost: false) }
        let count = missing.count + deleted.count
        partition.end(deleted: count, kept: before - count)
        result.errors += partition.errors
        result.partitions[name] = partition.counts
    }

    private func leave(_ name: String, _ reason: String?, _ result: inout ImportResult) async throws {
        if whole[name] != nil {
            throw SyncEngineError(
                .incompleteImport,
                "\(name) came whole, and the import does not call it complete, so nothing was taken over."
            )
        }
        result.partitions[name, default: ImportCounts()].unchanged = try await transaction.known(of: name).count
        if let reason { result.incomplete.append(IncompletePartition(partition: name, reason: reason)) }
    }
}
