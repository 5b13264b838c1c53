/// Something that a task reports while it works.
public enum TaskEvent: Sendable, Hashable {
    /// So many schema definitions of a forest have arrived.
    case schemaRead(forest: String, definitions: Int)
    /// So many objects of a forest have been imported.
    case imported(forest: String, objects: Int)
    /// So many of so many objects have been synchronized.
    case synchronized(objects: Int, of: Int)
    /// So many of so many exported objects have been looked at in the tenant.
    case confirmed(objects: Int, of: Int)
    /// So many of so many changes have been exported.
    case exported(changes: Int, of: Int)
}
