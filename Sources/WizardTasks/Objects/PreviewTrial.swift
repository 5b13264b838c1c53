import SyncEngine

/// What a preview tries: how the next import would leave one object, and what it would bring and take away beside it.
struct PreviewTrial {
    /// The object as the last import left it; nothing where none brought it.
    let before: ConnectorSpaceObject?
    /// The object as the next import would leave it; nothing where it brings none.
    var object: ConnectorSpaceObject?
    /// Where that is taken from.
    let source: String
    /// Why no import brings the object, where none brought it either; nothing where the next one does.
    var exclusion: String?
    /// Another object that the next import takes away.
    var gone: ConnectorSpaceObject?
    /// Another object that the next import brings.
    var brought: ConnectorSpaceObject?

    /// What a workspace would hold after that import, before any synchronization.
    func imported(into spaces: ObjectSpaces, _ rules: ObjectRules) -> ObjectSpaces {
        let left = [before, gone].compactMap { $0?.identity }
        return spaces.importing(
            [object, brought].compactMap(\.self),
            takingAway: Set(left),
            references: rules.references
        )
    }
}
