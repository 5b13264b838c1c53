import Connectors

extension ForestConfiguration {
    /// What imports of the forest leave out, beside whole domains.
    var importFilter: ImportFilter {
        var filter = ImportFilter()
        filter.scope = self.filter.scope
        filter.group = groupFilter
        return filter
    }
}
