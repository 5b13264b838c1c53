/// The numbers of the rows of images that a run over a few objects is about to look at.
///
/// Who asks for a row by its number says besides whose it is: it may be another one's by now, or none at all.
final class ImageNumbers {
    /// So many are kept at most, some 80 bytes each.
    private static let most = 131_072

    private var numbers: [RecentObjects.ImageOwner: Int64] = [:]

    subscript(owner: RecentObjects.ImageOwner) -> Int64? {
        get { numbers[owner] }
        set {
            if newValue == nil || numbers.count < Self.most { numbers[owner] = newValue }
        }
    }
}
