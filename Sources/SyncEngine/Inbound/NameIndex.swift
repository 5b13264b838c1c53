import Directory

/// Finds metaverse objects by what references hold: distinguished names, however those are written, or security identifiers.
///
/// A class, since the room in which fingerprints are made is used again and again.
final class NameIndex {
    private let spaces: [LinkingPass.Space]
    private let objects: RunObjects
    private let identified: IdentifiedObjects
    private var keys: JoinKeys

    init(_ linking: LinkingPass) {
        spaces = linking.spaces
        objects = linking.objects
        identified = linking.identified
        keys = linking.keys
    }

    /// The number of the metaverse object that a reference of an object in a connector leads to.
    func target(_ reference: UnsafeRawBufferPointer, space: Int) -> Int32? {
        let space = spaces[space]
        let found =
            SecurityIdentifier.isStored(reference)
            ? identified.object(keys.identifier(reference, of: space.keyPrefix), of: objects)
            : space.names.object(keys.name(reference), of: objects)
        guard let object = found, objects.targets[object] >= 0 else { return nil }
        return objects.targets[object]
    }
}
