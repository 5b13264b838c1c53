import Foundation
import SyncRules

/// The memory as it is stored: in parts, so that those that have not changed are not written again.
extension RunMemory {
    /// What stands before the numbers: what they are of, and their fingerprints.
    private struct Head: Codable {
        var format = 1
        let inputs: UInt64
        let spaces: [Space]
        let partitions: [String]
        /// By the connectors' texts: keys of another kind would have no order of their own.
        let images: [String: Int]
        let sums: [String: UInt64]
    }

    private static let head = "head"

    /// The parts by their names.
    func parts(_ digest: EntryDigest) throws -> [String: [UInt8]] {
        var parts: [String: [UInt8]] = [
            "stored": Self.bytes(stored), "sets": Self.bytes(sets), "partitions": Self.bytes(partitions),
            "names": Self.bytes(names), "targets": Self.bytes(targets), "identifiers": Self.bytes(identifiers),
            "given": Self.bytes(given.keys), "given-ends": Self.bytes(given.ends),
            "references": Self.bytes(references.keys), "references-ends": Self.bytes(references.ends),
            "failed": Self.bytes(failed),
        ]
        let head = Head(
            inputs: inputs,
            spaces: spaces,
            partitions: partitionNames,
            images: Dictionary(images.map { ($0.key.text, $0.value) }) { first, _ in first },
            sums: parts.mapValues { digest.digest($0) }
        )
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        parts[Self.head] = Array(try encoder.encode(head))
        return parts
    }

    /// Reads parts; nothing where one is missing, damaged or of another version: everything is looked at anew then.
    init?(parts: [String: [UInt8]], _ digest: EntryDigest) {
        guard let data = parts[Self.head], let head = try? JSONDecoder().decode(Head.self, from: Data(data)),
            head.format == 1, head.sums.allSatisfy({ name, sum in parts[name].map { digest.digest($0) } == sum })
        else { return nil }
        self.init(inputs: head.inputs)
        (spaces, partitionNames) = (head.spaces, head.partitions)
        images = Dictionary(head.images.map { (ConnectorID($0.key), $0.value) }) { first, _ in first }
        stored = Self.numbers(parts["stored"])
        sets = Self.numbers(parts["sets"])
        partitions = Self.numbers(parts["partitions"])
        names = Self.numbers(parts["names"])
        targets = Self.numbers(parts["targets"])
        identifiers = Self.identifiers(parts["identifiers"])
        failed = Self.identifiers(parts["failed"])
        guard
            let given = KeyLists(keys: Self.numbers(parts["given"]), ends: Self.numbers(parts["given-ends"])),
            let references = KeyLists(
                keys: Self.numbers(parts["references"]),
                ends: Self.numbers(parts["references-ends"])
            )
        else { return nil }
        (self.given, self.references) = (given, references)
        guard fits else { return nil }
    }

    /// Whether every number leads to something that is there.
    private var fits: Bool {
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
    }

    private static func bytes<Number: FixedWidthInteger>(_ numbers: [Number]) -> [UInt8] {
        numbers.withUnsafeBytes { Array($0) }
    }

    private static func bytes(_ identifiers: [MetaverseID]) -> [UInt8] { identifiers.flatMap(\.bytes) }

    private static func numbers<Number: FixedWidthInteger>(_ bytes: [UInt8]?) -> [Number] {
        guard let bytes else { return [] }
        let count = bytes.count / MemoryLayout<Number>.size
        return Array(unsafeUninitializedCapacity: count) { numbers, initialized in
            let size = count * MemoryLayout<Number>.size
            UnsafeMutableRawBufferPointer(numbers).copyBytes(from: bytes.prefix(size))
            initialized = count
        }
    }

    private static func identifiers(_ bytes: [UInt8]?) -> [MetaverseID] {
        guard let bytes else { return [] }
        return stride(from: 0, through: bytes.count - 16, by: 16).compactMap { MetaverseID(bytes: bytes[$0..<$0 + 16]) }
    }
}
