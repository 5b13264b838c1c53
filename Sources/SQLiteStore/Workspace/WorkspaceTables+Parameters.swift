/// The table of what forests have said of themselves.
extension WorkspaceTables {
    /// What rules' parameters stood for when a forest was last imported whole.
    static let forestParameters =
        "CREATE TABLE forest_parameters (connector TEXT PRIMARY KEY, content BLOB NOT NULL) STRICT"
}
