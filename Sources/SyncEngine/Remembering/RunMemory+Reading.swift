import Foundation
import SyncRules

/// Reading the memory.
extension RunMemory {
    /// Reads what the last run left; nothing where a part is missing, damaged or of another version: everything is looked at
    /// anew then.
    ///
    /// Numbers are made straight from the bytes that are lent: they are most of what such a run holds.
    init?(readingFrom transaction: any SynchronizationTransaction) throws {
        self.init(inputs: 0)
        let digest = transaction.digest
        var found: [String: UInt64] = [:]
        var given: (keys: [UInt64], ends: [UInt32]) = ([], [])
        var references: (keys: [UInt64], ends: [UInt32]) = ([], [])
        var identified: (asked: [UInt64], keys: [UInt64], objects: [Int32]) = ([], [], [])
        try transaction.memory { part, bytes in
            found[part] = PartWriter.sum(bytes, digest)
            switch part {
            case Self.head: self.head = Array(bytes)
            case "stored": stored = Self.numbers(bytes)
            case "sets": sets = Self.numbers(bytes)
            case "partitions": partitions = Self.numbers(bytes)
            case "names": names = Self.numbers(bytes)
            case "targets": targets = Self.numbers(bytes)
            case "identifiers": identifiers = Self.identifiers(bytes)
            case "given": given.keys = Self.numbers(bytes)
            case "given-ends": given.ends = Self.numbers(bytes)
            case "references": references.keys = Self.numbers(bytes)
            case "references-ends": references.ends = Self.numbers(bytes)
            case "asked": identified.asked = Self.numbers(bytes)
            case "identified": identified.keys = Self.numbers(bytes)
            case "identified-objects": identified.objects = Self.numbers(bytes)
            case "failed": failed = Self.identifiers(bytes)
            case "unsettled": unsettled = Self.identifiers(bytes)
            default: break
            }
        }
        guard let head = try? JSONDecoder().decode(Head.self, from: Data(head)), head.format == Head.current,
            head.sums.allSatisfy({ found[$0.key] == $0.value }),
            let given = KeyLists(keys: given.keys, ends: given.ends),
            let references = KeyLists(keys: references.keys, ends: references.ends),
            let identified = IdentifiedObjects(
                asked: identified.asked,
                keys: identified.keys,
                objects: identified.objects
            )
        else { return nil }
        (self.given, self.references, self.identified) = (given, references, identified)
        (inputs, spaces, partitionNames, sums) = (head.inputs, head.spaces, head.partitions, head.sums)
        images = Dictionary(head.images.map { (ConnectorID($0.key), $0.value) }) { first, _ in first }
        metaversePrint = head.metaversePrint
        lost = head.lost
        imagePrints = Dictionary(head.imagePrints.map { (ConnectorID($0.key), $0.value) }) { first, _ in first }
        guard fits else { return nil }
    }

    /// The numbers that bytes hold.
    static func numbers<Number: FixedWidthInteger>(_ bytes: UnsafeRawBufferPointer) -> [Number] {
        let count = bytes.count / MemoryLayout<Number>.size
        // The one empty array that all share would be written to.
        guard count > 0 else { return [] }
        return Array(unsafeUninitializedCapacity: count) { numbers, initialized in
            let size = count * MemoryLayout<Number>.size
            UnsafeMutableRawBufferPointer(numbers).copyBytes(from: bytes.prefix(size))
            initialized = count
        }
    }

    private static func identifiers(_ bytes: UnsafeRawBufferPointer) -> [MetaverseID] {
        var identifiers: [MetaverseID] = []
        identifiers.reserveCapacity(bytes.count / 16)
        for start in stride(from: 0, through: bytes.count - 16, by: 16) {
            guard let one = MetaverseID(UnsafeRawBufferPointer(rebasing: bytes[start..<start + 16])) else { continue }
            identifiers.append(one)
        }
        return identifiers
    }
}
