/// What an import has lost of a class: in all, or in a container together with everything below it.
struct ImportLoss: Hashable, CustomStringConvertible {
    /// The class.
    let objectClass: String
    /// The container; nothing for the class in all.
    let container: String?
    /// How many objects have gone.
    let lost: Int
    /// How many there were.
    let count: Int

    /// Whether all of them have gone.
    var isWhole: Bool { lost == count }

    var description: String {
        let place = container.map { " in \($0)" } ?? ""
        return "\(lost) of \(count) objects of the class \(objectClass)\(place) have gone."
    }
}
