@echo off
rem Starts Potok on a Java of at least version ${java.release}: the one POTOK_JAVA_HOME names, else the runtime that is
rem bundled, else JAVA_HOME, else the JDK of the build, else the java on the PATH.
setlocal DisableDelayedExpansion
set "least=${java.release}"
for %%d in ("%~dp0..") do set "home=%%~fd"
set "java="

if defined POTOK_JAVA_HOME (
    call :suits "%POTOK_JAVA_HOME%"
    if not defined java (
        echo potok: POTOK_JAVA_HOME names "%POTOK_JAVA_HOME%", which holds no Java %least% or newer; set it to the folder of one, or unset it.>&2
        exit /b 2
    )
)
if not defined java call :suits "%home%\runtime"
if not defined java if defined JAVA_HOME call :suits "%JAVA_HOME%"
if not defined java if exist "%home%\bin\java-home" for /f "usebackq delims=" %%h in ("%home%\bin\java-home") do call :suits "%%h"
if not defined java for %%j in (java.exe) do if not "%%~$PATH:j"=="" call :suits "%%~dp$PATH:j.."
if not defined java (
    echo potok: Java %least% or newer is needed and was not found; install one, for example from https://adoptium.net, and set POTOK_JAVA_HOME to its folder.>&2
    exit /b 2
)

"%java%" @"%home%\bin\java-options" %POTOK_JAVA_OPTIONS% -p "%home%\lib" -m dev.potok.app/dev.potok.app.launcher.Potok %*
exit /b %ERRORLEVEL%

rem Sets java if the folder %1 holds a Java that is new enough; its file "release" tells.
:suits
if not exist "%~1\bin\java.exe" exit /b 0
if not exist "%~1\release" exit /b 0
for /f "usebackq tokens=2 delims==" %%v in (`findstr /b JAVA_VERSION^= "%~1\release"`) do (
    for /f "tokens=1 delims=.-+" %%m in ("%%~v") do if %%m GEQ %least% set "java=%~1\bin\java.exe"
)
exit /b 0
