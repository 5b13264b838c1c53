import Foundation

extension String {
    /// The canonical decomposition (Unicode Standard Annex 15, form D).
    var decomposed: String { decomposedStringWithCanonicalMapping }
}
