import Directory
import DirectorySchema

/// The class of the entry before, with the `objectClass` values that it was found for.
///
/// Entries come from a server in rows of one class, and finding it means folding and looking up each value.
struct LastClass {
    private var values: [ArraySlice<UInt8>] = []
    private var found: AttributeName?

    /// The class of an entry with these values, as the classifier says it.
    mutating func objectClass(of values: PackedValues, _ classifier: EntryClassifier) -> AttributeName? {
        if !self.values.isEmpty, self.values.elementsEqual(values) { return found }
        self.values = Array(values)
        found = classifier.objectClass(of: self.values)
        return found
    }
}
