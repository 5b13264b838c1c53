public import Directory

/// What an import has to bring.
public struct ImportRequest: Sendable {
    /// The classes that rules take from the connector.
    public let classes: [AttributeName]
    /// The attributes that rules use.
    public let attributes: [AttributeName]
    /// How many objects a page should have.
    public let pageSize: Int

    /// Makes a request.
    public init(classes: [AttributeName], attributes: [AttributeName], pageSize: Int = 500) {
        self.classes = classes
        self.attributes = attributes
        self.pageSize = pageSize
    }
}
