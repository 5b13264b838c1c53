/// Some objects of an import, in the order they came.
public struct ImportPage: Sendable {
    /// The objects.
    public let objects: [ConnectorSpaceObject]
    /// Objects that could not be taken, with the reason.
    public let errors: [ObjectError]

    /// Makes a page.
    public init(objects: [ConnectorSpaceObject], errors: [ObjectError] = []) {
        self.objects = objects
        self.errors = errors
    }
}
