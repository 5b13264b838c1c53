/// Finds metaverse objects by the distinguished names that references hold, however those are written.
///
/// A class, since the room in which fingerprints are made is used again and again.
final class NameIndex {
    private let spaces: [LinkingPass.Space]
    private let objects: RunObjects
    private var keys: JoinKeys

    init(_ linking: LinkingPass) {
        spaces = linking.spaces
        objects = linking.objects
        keys = linking.keys
    }

    /// The number of the metaverse object behind a name in a connector.
    func target(_ name: UnsafeRawBufferPointer, space: Int) -> Int32? {
        guard let object = spaces[space].names.object(keys.name(name), of: objects), objects.targets[object] >= 0 else {
            return nil
        }
        return objects.targets[object]
    }
}
