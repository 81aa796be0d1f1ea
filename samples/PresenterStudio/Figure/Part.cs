namespace PresenterStudio.Figure;

internal enum Part
{
    Nothing,
    Skin,
    Eye,
    UpperTeeth,
    LowerTeeth,
    Tongue,
    Hair,
    Blouse,
    Blazer,
}
