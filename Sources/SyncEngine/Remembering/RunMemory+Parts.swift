import Foundation
import SyncRules

/// Writing the memory: in parts, so that those that have not changed are not written again.
extension RunMemory {
    /// What stands before the numbers: what they are of, and their fingerprints.
    struct Head: Codable {
        var format = Self.current
        /// Another one where a program makes something else of the same rules and objects: all of them are looked at anew then.
        static let current = 5
        let inputs: UInt64
        let spaces: [Space]
        let partitions: [String]
        /// By the connectors' texts: keys of another kind would have no order of their own.
        let images: [String: Int]
        let metaversePrint: UInt64
        let imagePrints: [String: UInt64]
        let lost: LostReferences?
        let sums: [String: UInt64]
    }

    static let head = "head"
    /// What the names of parts end with that say where the keys of each object end.
    private static let ends = "-ends"

    /// Writes what is known of objects and links, and what they give and refer to, without the parts that are as `before` has
    /// them.
    mutating func writeAll(to transaction: any SynchronizationTransaction, unlike before: RunMemory) throws {
        sums = before.sums
        try write("stored", stored, before.stored, transaction)
        try write("sets", sets, before.sets, transaction)
        try write("partitions", partitions, before.partitions, transaction)
        try write("names", names, before.names, transaction)
        try write("targets", targets, before.targets, transaction)
        try write("identifiers", identifiers, before.identifiers, transaction)
        try write("given", given, before.given, transaction)
        try write("references", references, before.references, transaction)
        try write("asked", identified.asked, before.identified.asked, transaction)
        try write("identified", identified.keys, before.identified.keys, transaction)
        try write("identified-objects", identified.objects, before.identified.objects, transaction)
    }

    /// Writes what is left of keys that were written while objects came, and lets go of them.
    mutating func finish(
        _ pieces: inout KeyPieces,
        _ lists: inout KeyLists,
        to transaction: any SynchronizationTransaction
    ) throws {
        try pieces.finish(&lists, to: transaction)
        sums[pieces.part] = pieces.sum
        try write(pieces.part + Self.ends, lists.ends.numbers, nil, transaction)
        lists = KeyLists()
    }

    private mutating func write(
        _ name: String,
        _ lists: KeyLists,
        _ before: KeyLists,
        _ transaction: any SynchronizationTransaction
    ) throws {
        try write(name, lists.keys, before.keys, transaction)
        if lists.ends != before.ends || sums[name + Self.ends] == nil {
            try write(name + Self.ends, lists.ends.numbers, nil, transaction)
        }
    }

    /// Writes what is known at the end, and ends the memory.
    mutating func writeEnd(to transaction: any SynchronizationTransaction, unlike before: RunMemory?) throws {
        try write("failed", failed, before?.failed, transaction)
        try write("unsettled", unsettled, before?.unsettled, transaction)
        let head = Head(
            inputs: inputs,
            spaces: spaces,
            partitions: partitionNames,
            images: Dictionary(images.map { ($0.key.text, $0.value) }) { first, _ in first },
            metaversePrint: metaversePrint,
            imagePrints: Dictionary(imagePrints.map { ($0.key.text, $0.value) }) { first, _ in first },
            lost: lost,
            sums: sums
        )
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let bytes = Array(try encoder.encode(head))
        if bytes != before?.head { try bytes.withUnsafeBytes { try transaction.remember(Self.head, $0) } }
        try transaction.endMemory(of: Set(sums.keys).union([Self.head]))
    }

    private mutating func write<Number: FixedWidthInteger>(
        _ name: String,
        _ numbers: [Number],
        _ before: [Number]?,
        _ transaction: any SynchronizationTransaction
    ) throws {
        guard numbers != before || sums[name] == nil else { return }
        try numbers.withUnsafeBytes { try write(name, $0, transaction) }
    }

    private mutating func write(
        _ name: String,
        _ identifiers: [MetaverseID],
        _ before: [MetaverseID]?,
        _ transaction: any SynchronizationTransaction
    ) throws {
        guard identifiers != before || sums[name] == nil else { return }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(16 * identifiers.count)
        for identifier in identifiers { identifier.withBytes { bytes += $0 } }
        try bytes.withUnsafeBytes { try write(name, $0, transaction) }
    }

    private mutating func write(
        _ name: String,
        _ bytes: UnsafeRawBufferPointer,
        _ transaction: any SynchronizationTransaction
    ) throws {
        sums[name] = PartWriter.sum(bytes, transaction.digest)
        try transaction.remember(name, bytes)
    }

    /// Whether every number leads to something that is there.
    var fits: Bool {
        let count = stored.count
        var start = 0
        for space in spaces {
            guard space.count >= 0, start + space.count <= count, sets.count == count else { return false }
            let known = sets[start..<start + space.count].allSatisfy { space.sets.indices.contains(Int($0)) }
            guard known else { return false }
            start += space.count
        }
        return start == count
            && [partitions.count, names.count, targets.count, given.count, references.count]
                .allSatisfy { $0 == count }
            && targets.allSatisfy { $0 < 0 || identifiers.indices.contains(Int($0)) }
            && partitions.allSatisfy { partitionNames.indices.contains(Int($0)) }
            && identified.objects.allSatisfy { stored.indices.contains(Int($0)) }
    }
}
