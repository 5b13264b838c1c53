public import Directory

/// Images read ahead of the changes that bring them.
///
/// Exports go by source anchor, which has nothing to do with where images lie in a store: read one by one each would cost a
/// page of the file. Here they are read for many anchors at once, in the order in which they lie.
public struct ImagesAhead: Sendable {
    /// For how many changes they are.
    public let count: Int
    /// Their numbers in the store, ascending.
    private var numbers: [Int64] = []
    private var images: [(owner: MetaverseID, entry: PackedEntry)] = []

    /// Prepares for images of so many changes.
    public init(count: Int = 0) {
        self.count = count
        numbers.reserveCapacity(count)
        images.reserveCapacity(count)
    }

    /// Adds an image; its number is greater than those before.
    public mutating func add(_ number: Int64, of owner: MetaverseID, _ entry: PackedEntry) {
        numbers.append(number)
        images.append((owner, entry))
    }

    /// The image of a number; nothing where it was not read ahead.
    public func image(_ number: Int64) -> (owner: MetaverseID, entry: PackedEntry)? {
        var (low, high) = (0, numbers.count)
        while low < high {
            let middle = (low + high) / 2
            if numbers[middle] < number { low = middle + 1 } else { high = middle }
        }
        return low < numbers.count && numbers[low] == number ? images[low] : nil
    }
}
