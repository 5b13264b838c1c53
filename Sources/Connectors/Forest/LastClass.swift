import Directory
import DirectorySchema

/// The class of the entry before, with the `objectClass` values that it was found for.
///
/// Entries come from a server in rows of one class, and finding it means folding and looking up each value.
struct LastClass {
    private var values: PackedValues?
    private var found: AttributeName?

    /// The class of an entry with these values, as the classifier says it.
    mutating func objectClass(of values: PackedValues, _ classifier: EntryClassifier) -> AttributeName? {
        if let last = self.values, last.isSame(as: values) { return found }
        self.values = values
        found = classifier.objectClass(of: Array(values))
        return found
    }
}
