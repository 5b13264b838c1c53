import Foundation
import SyncRules

/// The memory as it is stored: in parts, so that those that have not changed are not written again.
extension RunMemory {
    /// What stands before the numbers: what they are of, and their fingerprints.
    private struct Head: Codable {
        var format = Self.current
        static let current = 2
        let inputs: UInt64
        let spaces: [Space]
        let partitions: [String]
        /// By the connectors' texts: keys of another kind would have no order of their own.
        let images: [String: Int]
        let metaversePrint: UInt64
        let imagePrints: [String: UInt64]
        let sums: [String: UInt64]
    }

    private static let head = "head"

    /// The parts by their names, without those that are as another run left them.
    func parts(_ digest: EntryDigest, unlike before: RunMemory? = nil) throws -> [String: [UInt8]] {
        var parts: [String: [UInt8]] = [:]
        var sums = before?.sums ?? [:]
        func add(_ name: String, _ isSame: Bool, _ bytes: () -> [UInt8]) {
            guard !isSame || sums[name] == nil else { return }
            let bytes = bytes()
            parts[name] = bytes
            sums[name] = digest.digest(bytes)
        }
        add("stored", stored == before?.stored) { Self.bytes(stored) }
        add("sets", sets == before?.sets) { Self.bytes(sets) }
        add("partitions", partitions == before?.partitions) { Self.bytes(partitions) }
        add("names", names == before?.names) { Self.bytes(names) }
        add("targets", targets == before?.targets) { Self.bytes(targets) }
        add("identifiers", identifiers == before?.identifiers) { Self.bytes(identifiers) }
        add("given", given.keys == before?.given.keys) { Self.bytes(given.keys) }
        add("given-ends", given.ends == before?.given.ends) { Self.bytes(given.ends) }
        add("references", references.keys == before?.references.keys) { Self.bytes(references.keys) }
        add("references-ends", references.ends == before?.references.ends) { Self.bytes(references.ends) }
        add("failed", failed == before?.failed) { Self.bytes(failed) }
        add("unsettled", unsettled == before?.unsettled) { Self.bytes(unsettled) }
        let head = Head(
            inputs: inputs,
            spaces: spaces,
            partitions: partitionNames,
            images: Dictionary(images.map { ($0.key.text, $0.value) }) { first, _ in first },
            metaversePrint: metaversePrint,
            imagePrints: Dictionary(imagePrints.map { ($0.key.text, $0.value) }) { first, _ in first },
            sums: sums
        )
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let bytes = Array(try encoder.encode(head))
        if bytes != before?.head { parts[Self.head] = bytes }
        return parts
    }

    /// Reads parts; nothing where one is missing, damaged or of another version: everything is looked at anew then.
    init?(parts: [String: [UInt8]], _ digest: EntryDigest) {
        guard let data = parts[Self.head], let head = try? JSONDecoder().decode(Head.self, from: Data(data)),
            head.format == Head.current,
            head.sums.allSatisfy({ name, sum in parts[name].map { digest.digest($0) } == sum })
        else { return nil }
        self.init(inputs: head.inputs)
        (spaces, partitionNames) = (head.spaces, head.partitions)
        (sums, self.head) = (head.sums, Array(data))
        images = Dictionary(head.images.map { (ConnectorID($0.key), $0.value) }) { first, _ in first }
        metaversePrint = head.metaversePrint
        imagePrints = Dictionary(head.imagePrints.map { (ConnectorID($0.key), $0.value) }) { first, _ in first }
        stored = Self.numbers(parts["stored"])
        sets = Self.numbers(parts["sets"])
        partitions = Self.numbers(parts["partitions"])
        names = Self.numbers(parts["names"])
        targets = Self.numbers(parts["targets"])
        identifiers = Self.identifiers(parts["identifiers"])
        failed = Self.identifiers(parts["failed"])
        unsettled = Self.identifiers(parts["unsettled"])
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
