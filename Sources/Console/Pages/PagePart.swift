/// A piece of a page: a value with the name of the template that shows it.
///
/// Templates see the stored properties of a part and escape what they put into a page; no part holds markup.
protocol PagePart: Sendable {
    /// The file's name in the folder of templates, without its ending.
    static var template: String { get }
}
