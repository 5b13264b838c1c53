public import Directory

/// What an import has to bring.
public struct ImportRequest: Sendable {
    /// The classes that rules take from the connector.
    public let classes: [AttributeName]
    /// The attributes that rules use.
    public let attributes: [AttributeName]
    /// Those of the attributes whose values are names of objects.
    public let references: [AttributeName]
    /// What else narrows the import, in words that change when it does.
    public let limits: [String]
    /// How many objects a page should have.
    public let pageSize: Int
    /// The partitions of which objects are known, ascending.
    ///
    /// A connector goes on calling them by these names: a name in another spelling would be another partition.
    public internal(set) var knownPartitions: [String] = []

    /// Makes a request.
    public init(
        classes: [AttributeName],
        attributes: [AttributeName],
        references: [AttributeName] = [],
        limits: [String] = [],
        pageSize: Int = 500
    ) {
        self.classes = classes
        self.attributes = attributes
        self.references = references
        self.limits = limits
        self.pageSize = pageSize
    }
}
