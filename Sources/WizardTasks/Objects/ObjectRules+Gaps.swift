import SyncRules

extension ObjectRules {
    /// The standard rules that are not there since a cached schema lacks what they need.
    func gaps() throws -> [SchemaGap] {
        SchemaGap.all(in: generated, catalogue: try .standard(), options: workspace.configuration.options)
    }
}
