public import Directory

/// What to search for.
public struct SearchRequest: Sendable {
    /// The DN to begin at; empty for the root.
    public var base: String
    /// How far to look.
    public var scope: SearchScope
    /// Which entries match.
    public var filter: SearchFilter
    /// Which attributes to send; empty for all user attributes.
    public var attributes: [AttributeName]
    /// How many entries a page has; nothing for a search without paging.
    public var pageSize: Int?
    /// What else goes with the request.
    public var controls: [RequestControl]

    /// Makes a request.
    public init(
        base: String,
        scope: SearchScope,
        filter: SearchFilter = .everything,
        attributes: [AttributeName] = [],
        pageSize: Int? = 500,
        controls: [RequestControl] = []
    ) {
        self.base = base
        self.scope = scope
        self.filter = filter
        self.attributes = attributes
        self.pageSize = pageSize
        self.controls = controls
    }
}
