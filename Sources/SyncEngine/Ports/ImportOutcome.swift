/// How an import ended, partition by partition.
///
/// A partition of which nothing is said here counts as incomplete: only what a connector calls complete is evidence that
/// an object has gone.
public struct ImportOutcome: Sendable, Hashable {
    private var partitions: [String: PartitionOutcome] = [:]
    /// Where later imports of changes begin, by partition.
    public var cursors: [String: [UInt8]] = [:]
    /// Why there is no cursor of a partition, one sentence each.
    public var unmarked: [String: String] = [:]
    /// Why changes could not be told and everything has to be read, one sentence each; an import that says so has brought
    /// nothing.
    public var mustReadInFull: [String] = []
    /// Whether references follow renamed and deleted objects by themselves, without being told as changes.
    public var referencesFollow = false

    /// An outcome that says nothing of any partition.
    public init() {}

    /// The outcome of an import of one partition that came whole.
    public static func complete(_ partition: String) -> ImportOutcome {
        var outcome = ImportOutcome()
        outcome.record(partition, .complete)
        return outcome
    }

    /// Notes how a partition's reading ended; one that was incomplete stays so.
    public mutating func record(_ partition: String, _ outcome: PartitionOutcome) {
        if case .incomplete = partitions[partition] { return }
        partitions[partition] = outcome
    }

    /// How a partition's reading ended; nothing where the connector does not know the partition.
    public subscript(partition: String) -> PartitionOutcome? { partitions[partition] }

    /// The partitions that came whole.
    public var complete: Set<String> { Set(partitions.filter { $0.value == .complete }.keys) }

    /// Whether nothing came that could be taken.
    public var isEmpty: Bool {
        partitions.values.allSatisfy { outcome in
            if case .incomplete = outcome { true } else { false }
        }
    }

    /// The partitions that did not, ascending by name.
    public var incomplete: [IncompletePartition] {
        partitions.compactMap { partition, outcome -> IncompletePartition? in
            switch outcome {
            case .complete: nil
            case .partial(let reason): IncompletePartition(partition: partition, reason: reason, isPartial: true)
            case .incomplete(let reason): IncompletePartition(partition: partition, reason: reason)
            }
        }.sorted { $0.partition < $1.partition }
    }
}
